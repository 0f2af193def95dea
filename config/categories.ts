import { z } from 'zod';

/** No control characters and no slash: the name is used in Comprehend, in Genesys Cloud and in file paths. */
const queueName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}/]+$/u, 'a queue name has no control characters and no slash');

export const categoriesSchema = z
  .strictObject({
    fallbackQueue: queueName.describe('Queue for all mail that no category claims'),
    categories: z
      .array(
        z.strictObject({
          label: z
            .string()
            .min(1)
            .max(5000) // Comprehend's limit for a class
            .regex(/^[^\p{Cc},"]+$/u, 'a label has no control characters, commas or quotes')
            .describe('Class in the corpus and in Comprehend'),
          queue: queueName.describe('Queue in Genesys Cloud, or none for mail that is out of scope'),
          description: z.string().min(1).describe('What belongs here, for people and as description of the queue'),
          threshold: z
            .number()
            .min(0)
            .max(1)
            .optional()
            .describe("Confidence from which on this category is believed; default is the environment's"),
        }),
      )
      .min(2) // a classifier needs two classes
      .max(1000), // Comprehend's limit for single-label mode
  })
  .superRefine(({ fallbackQueue, categories }, context) => {
    const seen = new Map<string, number>();
    for (const [index, { label, queue }] of categories.entries()) {
      const twin = seen.get(label.toLowerCase());
      if (twin !== undefined) {
        context.addIssue({
          code: 'custom',
          path: ['categories', index, 'label'],
          message: `category ${label} is listed twice (first as entry ${twin + 1}); remove one`,
        });
      }
      seen.set(label.toLowerCase(), index);
      const fault = (message: string) =>
        context.addIssue({ code: 'custom', path: ['categories', index, 'queue'], message });
      // Whether Genesys Cloud tells such names apart is not documented; people do not.
      const alike = (other: string) => other.toLowerCase() === queue.toLowerCase();
      const spelled = categories.find((category) => alike(category.queue))?.queue;
      if (alike(fallbackQueue)) fault('a category may not use the fallback queue; write `queue: none` instead');
      else if (alike(NO_QUEUE) && queue !== NO_QUEUE) fault('a category without a queue has `none`, in small letters');
      else if (!alike(NO_QUEUE) && spelled !== undefined && spelled !== queue)
        fault(`differs only in case from the queue ${spelled}; write both alike`);
    }
    if (categories.every((category) => category.queue === NO_QUEUE)) {
      context.addIssue({ code: 'custom', path: ['categories'], message: 'no category has a queue' });
    }
  })
  .transform(
    ({ fallbackQueue, categories }): CategoryList => ({
      fallbackQueue,
      categories: categories.map(({ queue, threshold, ...rest }) => ({
        ...rest,
        queue: queue === NO_QUEUE ? null : queue,
        threshold: threshold ?? null,
      })),
    }),
  );

const NO_QUEUE = 'none';

export interface Category {
  /** Class in the corpus and in Comprehend. */
  readonly label: string;
  /** Queue in Genesys Cloud; null for mail that is out of scope. Several categories may share a queue. */
  readonly queue: string | null;
  readonly description: string;
  /** Confidence 0..1 from which on the category is believed; null: the environment's threshold. */
  readonly threshold: number | null;
}

/** The one list of categories, config/categories.yaml. */
export interface CategoryList {
  readonly fallbackQueue: string;
  readonly categories: readonly Category[];
}

/** Every queue that must exist, the fallback last. */
export function queueNames({ categories, fallbackQueue }: CategoryList): readonly string[] {
  const named = categories.flatMap(({ queue }) => (queue === null ? [] : [queue]));
  return [...new Set(named), fallbackQueue];
}
