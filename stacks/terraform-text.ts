/** Text as it is, for Terraform's JSON, where `${` and `%{` begin expressions. For what people write in config/. */
export function terraformText(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}
