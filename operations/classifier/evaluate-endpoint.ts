import { setTimeout as wait } from 'node:timers/promises';
import { ClassifyDocumentCommand, type ComprehendClient, DescribeEndpointCommand } from '@aws-sdk/client-comprehend';
import { openAnswerFile } from '../../corpus/evaluation/answer-file';
import { estimateRun, scoreByEndpoint } from '../../corpus/evaluation/score-by-endpoint';
import type { ClassScore } from '../../corpus/evaluation/scored-mail';
import { EndpointError } from './endpoint-error';

export interface EndpointEvaluation {
  /** Folder of the project; answers are kept below its .build. */
  readonly root: string;
  readonly client: ComprehendClient;
  readonly arn: string;
  readonly texts: readonly string[];
  /** USD. */
  readonly pricePerUnitSecond: number;
  /** Asked before anything is paid; not at all when every answer is known. */
  readonly agree: (cost: string) => Promise<boolean>;
  readonly progress: (line: string) => void;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
}

export interface EndpointAnswers {
  /** ARN of the model that answered. */
  readonly model: string;
  /** Per text, best first; empty for an empty text. */
  readonly scores: readonly (readonly ClassScore[])[];
}

/** Scores texts by a real-time endpoint, going on where an earlier run was stopped; undefined when the cost is not agreed to. */
export async function evaluateEndpoint(evaluation: EndpointEvaluation): Promise<EndpointAnswers | undefined> {
  const { root, client, arn, texts, pricePerUnitSecond, agree, progress } = evaluation;
  const { EndpointProperties: endpoint } = await client.send(new DescribeEndpointCommand({ EndpointArn: arn }));
  if (endpoint?.Status !== 'IN_SERVICE') {
    throw new EndpointError(`the endpoint is ${endpoint?.Status ?? 'unknown'}, not in service: ${arn}`);
  }
  const inferenceUnits = endpoint.CurrentInferenceUnits ?? endpoint.DesiredInferenceUnits ?? 1;
  const model = endpoint.ModelArn ?? '';
  const { known, keep, path } = openAnswerFile(root, arn, model);
  const { questions, characters, seconds, cost } = estimateRun(texts, known, inferenceUnits, pricePerUnitSecond);
  const told =
    `${questions} questions, ${characters} characters, at ${inferenceUnits} inference units: ${Math.ceil(seconds)} s at least, ` +
    `${cost.toFixed(2)} USD of the endpoint's time (idle it costs as much). Answers are kept in ${path}`;
  if (questions > 0 && !(await agree(told))) return undefined;
  const scores = await scoreByEndpoint(texts, {
    ask: async (text) => {
      const { Classes = [] } = await client.send(new ClassifyDocumentCommand({ EndpointArn: arn, Text: text }));
      return Classes.map(({ Name, Score }) => ({ name: Name ?? '', score: Score ?? 0 }));
    },
    inferenceUnits,
    known,
    keep,
    progress: (done, total) => {
      if (done % 25 === 0 || done === total) progress(`${done} of ${total}`);
    },
    sleep: evaluation.sleep ?? ((milliseconds) => wait(milliseconds)),
    now: evaluation.now ?? Date.now,
  });
  return { model, scores };
}
