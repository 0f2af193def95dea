import type { LabelledMail } from '../labelled-mail';
import { expand, pick } from './expand';
import { PHRASES, type PhraseKind } from './phrases';

/**
 * The same request as other people would send it: what stands around it changes, its meaning does not.
 * @param asides sentences that tell something beside the point
 * @param random numbers 0..1; the same ones give the same mail
 */
export function wrapMail<Mail extends Pick<LabelledMail, 'subject' | 'body'>>(
  mail: Mail,
  asides: readonly string[],
  random: () => number,
): Mail {
  const say = (kind: PhraseKind) => expand(pick(PHRASES[kind], random), random);
  const some = (most: number, one: () => string) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, one).join(' ');
  const sometimes = (share: number, lines: () => readonly string[]) => (random() < share ? lines() : []);
  const aside = () => sometimes(asides.length > 0 ? 0.4 : 0, () => [some(3, () => pick(asides, random))]);

  const long = random() < 0.35;
  const lines = [
    ...sometimes(0.15, () => [say('banner')]),
    ...sometimes(0.1, () => PHRASES.form.map((line) => expand(line, random))),
    ...sometimes(0.12, () => [say('note')]),
    ...sometimes(0.7, () => [say('greeting')]),
    ...sometimes(0.85, () => [some(long ? 5 : 1, () => say('opening'))]),
    ...aside(),
    mail.body,
    ...aside(),
    ...sometimes(0.85, () => [some(long ? 5 : 2, () => say('closing'))]),
    ...sometimes(0.5, () => [
      ...[say('signOff'), say('name')],
      ...sometimes(0.6, () => [say('role'), say('company'), some(2, () => say('contact'))]),
    ]),
    ...sometimes(0.25, () => [say('footer')]),
  ];
  return { ...mail, body: lines.filter((line) => line !== '').join(random() < 0.5 ? '\n\n' : '\n') };
}
