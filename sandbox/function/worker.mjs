// The inside of a function's worker thread: loads the handler as Lambda's Node runtime does and answers events.
// Messages in: {id, event, requestId, deadline}. Messages out: {kind: 'ready' | 'init-failed' | 'reply' | 'failed', …}.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const { folder, handler: name, functionName, functionArn, memoryMegabytes } = workerData;

async function loadHandler() {
  const dot = name.lastIndexOf('.');
  const base = join(folder, name.slice(0, dot));
  const file = ['.mjs', '.cjs', '.js'].map((ending) => base + ending).find((path) => existsSync(path));
  if (file === undefined) throw named('Runtime.ImportModuleError', `cannot find module '${name.slice(0, dot)}'`);
  const module = await import(pathToFileURL(file).href);
  const handler = module[name.slice(dot + 1)] ?? module.default?.[name.slice(dot + 1)];
  if (typeof handler !== 'function') throw named('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  return handler;
}

function named(errorName, message) {
  return Object.assign(new Error(message), { name: errorName });
}

function failure(error) {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message }
    : { errorType: typeof error, errorMessage: String(error) };
}

/** Answers with JSON text; a result that JSON has no word for is null. */
async function answer(handler, { id, event, requestId, deadline }) {
  const context = {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMegabytes),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'sandbox',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const result = await new Promise((resolve, reject) => {
      const done = (error, value) => (error ? reject(error) : resolve(value));
      const returned = handler(JSON.parse(event), context, done);
      // A handler that takes no callback answers with what it returns.
      if (handler.length < 3 || typeof returned?.then === 'function') resolve(returned);
    });
    parentPort.postMessage({ kind: 'reply', id, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    parentPort.postMessage({ kind: 'failed', id, ...failure(error) });
  }
}

try {
  const handler = await loadHandler();
  parentPort.on('message', (message) => void answer(handler, message));
  parentPort.postMessage({ kind: 'ready' });
} catch (error) {
  parentPort.postMessage({ kind: 'init-failed', ...failure(error) });
}
