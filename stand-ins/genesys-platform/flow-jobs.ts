import { ApiError, notFound } from './api-error';
import { publishFlow } from './publish-flow';
import { ok, route } from './route';
import { type FlowJob, newId, type Store } from './store';

/** Header that the upload must repeat, as a signed upload demands the headers it was signed with. */
const UPLOAD_HEADER = 'x-amz-meta-flow-job';

function find({ jobs }: Store, id: string): FlowJob {
  const job = jobs.get(id);
  if (job === undefined) throw notFound('job');
  return job;
}

// In the table before /flows/{id}: `jobs` is no id.
export const flowJobRoutes = [
  route('POST', '/api/v2/flows/jobs', 'architect:job:create', ({ client, url }, store) => {
    const id = newId();
    const uploadToken = newId();
    store.jobs.set(id, { id, client: client.id, uploadToken, status: 'Created', flowId: null, messages: [] });
    return ok({
      id,
      presignedUrl: `${url}/uploads/${id}?signature=${uploadToken}`,
      headers: { [UPLOAD_HEADER]: id },
    });
  }),
  route('PUT', '/uploads/{id}', 'open', ({ params, query, headers, text }, store) => {
    const job = find(store, params.id);
    const client = store.clients.find(({ id }) => id === job.client);
    if (client === undefined || query.get('signature') !== job.uploadToken || headers[UPLOAD_HEADER] !== job.id) {
      throw new ApiError(403, 'AccessDenied', 'the signature does not match');
    }
    const outcome = publishFlow(store, client, text);
    const done: FlowJob =
      'flow' in outcome
        ? { ...job, status: 'Success', flowId: outcome.flow.id }
        : { ...job, status: 'Failure', messages: outcome.messages };
    store.jobs.set(job.id, done);
    return { status: 200, text: '' }; // exactly 200: the provider repeats the upload after anything else
  }),
  route('GET', '/api/v2/flows/jobs/{id}', 'architect:job:view', ({ params, query }, store) => {
    const { id, status, flowId, messages } = find(store, params.id);
    return ok({
      id,
      status,
      ...(flowId !== null && { flow: { id: flowId } }),
      ...(query.get('expand') === 'messages' && { messages: messages.map((text) => ({ type: 'Error', text })) }),
    });
  }),
];
