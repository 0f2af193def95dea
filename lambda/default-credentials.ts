/**
 * Takes the place of the SDK's default chain of credential sources in the bundle (stacks/artifacts/lambda-bundle.ts). Lambda
 * puts credentials into the environment, where the chain looks first; its other sources are a third of the bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
