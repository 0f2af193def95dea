// Accepts one mail and keeps the store open: `node scripts/run.mjs test/support/hold-mail-store.ts FOLDER`.
import { openMailStore } from '../../sandbox/store/mail-store';
import { plainMail } from './plain-mail';

const [, , folder = ''] = process.argv;

openMailStore(folder)
  .then((store) => store.accept(plainMail('held')))
  .then(() => {
    console.log('holding');
    setInterval(() => {}, 60_000);
  })
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
