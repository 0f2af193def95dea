import { Integration } from '@cdktf/provider-genesyscloud/lib/integration';
import { IntegrationAction } from '@cdktf/provider-genesyscloud/lib/integration-action';
import { IntegrationCredential } from '@cdktf/provider-genesyscloud/lib/integration-credential';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { type DataActionName, dataActionContract } from '../../flows/data-action';
import { requestSchema, responseSchema } from '../../lambda/contract';

export interface ClassifierActionProps {
  readonly named: DataActionName;
  /** Address of `POST /classify`. */
  readonly url: string;
  /** Value of the header X-API-Key: a secret. */
  readonly key: string;
  /** 1 to 60. */
  readonly timeoutSeconds: number;
}

/** The data action by which the flow asks the API for the queue of a mail. */
export class ClassifierAction extends Construct {
  readonly action: IntegrationAction;

  constructor(scope: Construct, id: string, { named, url, key, timeoutSeconds }: ClassifierActionProps) {
    super(scope, id);
    const credential = new IntegrationCredential(this, 'key', {
      name: `${named.category} key`,
      credentialTypeName: 'userDefined',
      fields: { apiKey: Fn.sensitive(key) }, // the other stack's mark is lost on the way
    });
    const integration = new Integration(this, 'integration', {
      integrationType: 'custom-rest-actions',
      intendedState: 'ENABLED', // the provider's default is DISABLED
      config: {
        name: named.category,
        notes: 'Asks the classifier which queue a mail belongs to',
        properties: '{}',
        advanced: '{}',
        credentials: { basicAuth: credential.id }, // the only key that custom-rest-actions has, whatever the credential's type
      },
    });
    this.action = new IntegrationAction(this, 'action', {
      name: named.name,
      category: named.category,
      integrationId: integration.id,
      secure: false,
      configTimeoutSeconds: timeoutSeconds,
      contractInput: JSON.stringify(dataActionContract(requestSchema)),
      contractOutput: JSON.stringify(dataActionContract(responseSchema)),
      configRequest: {
        requestType: 'POST',
        requestUrlTemplate: url,
        requestTemplate: velocity('input.rawRequest'),
        headers: { 'Content-Type': 'application/json', 'X-API-Key': velocity('credentials.apiKey') },
      },
      configResponse: { translationMap: {}, translationMapDefaults: {}, successTemplate: velocity('rawResult') },
      // A changed contract makes a new action. The flow is published with it before the old one goes.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

/** A reference in Genesys Cloud's Velocity templates, escaped for Terraform, which would take it for its own. */
function velocity(reference: string): string {
  return `$\${${reference}}`;
}
