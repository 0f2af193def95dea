import { z } from 'zod';

/** No control characters and no slash: the name is used in Comprehend, in Genesys Cloud and in file paths. */
const queueName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}/]+$/u, 'a queue name has no control characters and no slash');

const existing = z
  .boolean()
  .default(false)
  .describe('true: the organisation has this queue already; it is used, and never changed or destroyed');

export const categoriesSchema = z
  .strictObject({
    fallbackQueue: z
      .union([queueName, z.strictObject({ name: queueName, existing })])
      .transform((queue) => (typeof queue === 'string' ? { name: queue, existing: false } : queue))
      .describe('Queue for all mail that no category claims: its name, or name and `existing: true`'),
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
          existing,
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
  .superRefine(({ fallbackQueue: { name: fallbackQueue }, categories }, context) => {
    const seen = new Map<string, number>();
    for (const [index, { label, queue, existing }] of categories.entries()) {
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
      else if (queue === NO_QUEUE && existing) fault('none is not a queue that can be existing; remove `existing`');
      else if (categories.some((other) => other.queue === queue && other.existing !== existing))
        fault('is existing for one of its categories and not for another; write `existing: true` at all of them');
    }
    if (categories.every((category) => category.queue === NO_QUEUE)) {
      context.addIssue({ code: 'custom', path: ['categories'], message: 'no category has a queue' });
    }
  })
  .transform(
    ({ fallbackQueue, categories }): CategoryList => ({
      fallbackQueue: fallbackQueue.name,
      existingQueues: [
        ...new Set(categories.flatMap(({ queue, existing }) => (existing ? queue : []))),
        ...(fallbackQueue.existing ? [fallbackQueue.name] : []),
      ],
      categories: categories.map(({ queue, existing: _, threshold, ...rest }) => ({
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
  /** Queues that the organisation has already: used, never changed or destroyed. Left out: none. */
  readonly existingQueues?: readonly string[];
}

/** A queue and the categories whose mail it gets. */
export interface TeamQueue {
  readonly name: string;
  /** Labels in the order of the list; none: the fallback queue. */
  readonly labels: readonly string[];
  readonly description: string;
  readonly existing: boolean;
}

/** The queues of the list, the fallback last. */
export function teamQueues({ categories, fallbackQueue, existingQueues = [] }: CategoryList): readonly TeamQueue[] {
  const shared = new Map<string, Category[]>();
  for (const category of categories) {
    if (category.queue !== null) shared.set(category.queue, [...(shared.get(category.queue) ?? []), category]);
  }
  const teams = [...shared].map(([name, those]) => ({
    name,
    labels: those.map(({ label }) => label),
    description: those.map(({ description }) => description).join('; '),
    existing: existingQueues.includes(name),
  }));
  const fallback = { name: fallbackQueue, labels: [], description: 'Mail that no category claims' };
  return [...teams, { ...fallback, existing: existingQueues.includes(fallbackQueue) }];
}

/** Every queue that must exist, the fallback last. */
export function queueNames(list: CategoryList): readonly string[] {
  return teamQueues(list).map(({ name }) => name);
}
