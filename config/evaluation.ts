import { z } from 'zod';

const share = z.number().min(0).max(1);
const minutes = z.number().min(0);

const costs = {
  wrongQueue: minutes.describe("A mail of one team in another team's queue"),
  unrelatedAccepted: minutes.describe("An unrelated mail in a team's queue"),
  fallback: minutes.describe('A mail of a team in the fallback queue'),
};

export const evaluationSchema = z.strictObject({
  corpus: z
    .strictObject({
      fewestMails: z.number().int().min(1).describe('Per category; a warning below it'),
      imbalance: z
        .number()
        .min(1)
        .describe('Mails of the largest category by mails of the smallest; a warning above it'),
      nearCopyShare: share
        .gt(0)
        .describe("Share of a mail's 5-word sequences that another mail has, too; an error from it on"),
      sharedSentenceWords: z
        .number()
        .int()
        .min(1)
        .describe('A sentence of so many words in training and held-out is an error'),
      giveawayShare: share.gt(0).describe("Share of a category's mails that one word gives away; an error above it"),
      lengthRatio: z.number().gt(1).describe('Mean length of a category by the mean of the others; a warning above it'),
    })
    .describe('Limits of npm run corpus:check'),
  costs: z
    .strictObject({
      ...costs,
      categories: z
        .record(z.string(), z.strictObject(costs).partial())
        .describe('Costs of mails that one category claims or loses, by label'),
    })
    .describe('What a mistake costs, in minutes of work per mail'),
  gate: z
    .strictObject({
      wrongQueue: share.describe("Mails in scope that reach another team's queue, at most"),
      unrelatedAccepted: share.describe("Unrelated mails that reach a team's queue, at most"),
      routed: share.describe('Mails in scope that reach their queue, at least'),
      recall: share.describe('Share of its own mails that every category with a queue gets, at least'),
      categories: z.record(z.string(), share).describe('Least recall of one category, by label'),
      robustness: z
        .strictObject({
          cost: share.describe('Points of routed mail that a wrapping may cost, at most'),
          wrongQueue: share.describe("Wrapped mails in scope that reach another team's queue, at most"),
          wrappings: z
            .record(z.string(), share)
            .describe('Most cost of one wrapping, by name (corpus/robustness/wrappings.ts)'),
        })
        .describe('The same mails in other wrappings, their meaning unchanged'),
      secondJudge: z
        .strictObject({ routed: share, wrongQueue: share, unrelatedAccepted: share })
        .describe(
          'A plain logistic regression taught the same: what the corpus teaches must not depend on our features',
        ),
    })
    .describe('Limits of npm run evaluate -- --gate'),
});

/** The record config/evaluation.yaml. */
export type EvaluationRecord = z.output<typeof evaluationSchema>;
export type CorpusLimits = EvaluationRecord['corpus'];
export type GateLimits = EvaluationRecord['gate'];
