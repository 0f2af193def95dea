import type { Address } from './mailbox/decode-header';
import type { ReceivedMail } from './mailbox/received-mail';

/**
 * Who gets the answer to a mail: the first Reply-To, as in Genesys Cloud, else its sender.
 * @returns undefined when that would be ourselves
 */
export function replyAddress(
  { replyTo, from }: Pick<ReceivedMail, 'replyTo' | 'from'>,
  isOurs: (address: string) => boolean,
): Address | undefined {
  return [replyTo, from].find((one) => one !== null && one.address !== '' && !isOurs(one.address)) ?? undefined;
}
