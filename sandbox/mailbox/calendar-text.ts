/** Title and description of an invitation. */
export function calendarText(calendar: string): string {
  const lines = calendar.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const value = (name: string) => {
    const line = lines.find((one) => one.startsWith(`${name}:`) || one.startsWith(`${name};`));
    return (line?.slice(line.indexOf(':') + 1) ?? '').replace(/\\([nN,;\\])/g, (_all, sign) =>
      /n/i.test(sign) ? '\n' : sign,
    );
  };
  return `${value('SUMMARY')}\n${value('DESCRIPTION')}`.trim();
}
