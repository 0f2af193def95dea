import { packArrays, unpackArrays } from './array-file';
import { type ClassifierData, type TrainedClassifier, trainedClassifier } from './trained-classifier';

/** A trained classifier as bytes. The same data gives the same bytes, whatever fields it has. */
export function packClassifier(data: ClassifierData): Uint8Array {
  return packArrays(data);
}

/** @throws {ArrayFileError} when the bytes are damaged */
export function openClassifier(bytes: Uint8Array): TrainedClassifier {
  return trainedClassifier(unpackArrays(bytes) as ClassifierData);
}
