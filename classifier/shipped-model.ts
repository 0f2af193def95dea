/**
 * The model as it travels with the function: this file becomes model.mjs beside the bundle, its weights model.bin (stacks/artifacts/lambda-bundle.ts).
 * All that the function knows of it is this one call.
 */
import { openClassifier } from './stored-model';

/** Makes the stored weights answer: the best class of a text and its score, 0..1. @throws {ArrayFileError} when they are damaged */
export function openModel(weights: Uint8Array): (text: string) => { readonly label: string; readonly score: number } {
  const model = openClassifier(weights);
  return (text) => {
    const [best] = model.classify(text);
    return { label: best?.name ?? '', score: best?.score ?? 0 };
  };
}
