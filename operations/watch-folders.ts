import { watch } from 'node:fs';

/** Several files of one save, and several saves of one thought, are one change. */
const QUIET_MS = 150;

/**
 * Calls `changed` with the files that were written, once nothing more is written for a moment.
 * @param folders with all folders in them
 * @returns ends the watching
 */
export function watchFolders(folders: readonly string[], changed: (files: readonly string[]) => void): () => void {
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || /(^|[/\\])\.|~$/.test(file)) return; // an editor's own files
      files.add(`${folder}/${file}`);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const all = [...files];
        files.clear();
        changed(all);
      }, QUIET_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const one of watchers) one.close();
  };
}
