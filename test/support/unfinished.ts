/** Resources that Terraform, started by cdktf, began to create and has not created yet, by what it printed. */
export function unfinished(output: string): readonly string[] {
  const addresses = (what: string) =>
    [...output.matchAll(new RegExp(`(\\S+)(?: \\([^)]*\\))?: ${what}`, 'g'))].map(([, address = '']) => address);
  const created = addresses('Creation complete after');
  return addresses('Creating\\.\\.\\.').filter((address) => !created.includes(address));
}
