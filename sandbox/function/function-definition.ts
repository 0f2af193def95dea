/** A Lambda function as its Terraform resource describes it. */
export interface FunctionDefinition {
  readonly name: string;
  /** Path of the zip that would be deployed. */
  readonly zip: string;
  /** `index.handler`: file without its ending, export. */
  readonly handler: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly region: string;
  readonly arn: string;
}
