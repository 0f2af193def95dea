import { ClassifyDocumentCommand, ComprehendClient } from '@aws-sdk/client-comprehend';

const client = new ComprehendClient({ region: 'eu-west-1' });
const EndpointArn = process.env['CLASSIFIER_ARN'] ?? '';

/** The baseline: what any function must do that asks Comprehend. */
export async function handler(event: { readonly body: string }): Promise<object> {
  const { EmailBody } = JSON.parse(event.body);
  const { Classes } = await client.send(new ClassifyDocumentCommand({ EndpointArn, Text: EmailBody }));
  return { statusCode: 200, body: JSON.stringify(Classes) };
}
