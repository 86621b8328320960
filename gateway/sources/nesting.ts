const quote = 0x22;
const backslash = 0x5c;

/** Whether JSON nests objects and lists deeper than so many levels, without parsing it. Text that is no JSON may say either. */
export function isNestedDeeper(json: string, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let position = 0; position < json.length; position += 1) {
    const character = json.charCodeAt(position);
    if (inString) {
      if (character === backslash) position += 1;
      else if (character === quote) inString = false;
    } else if (character === quote) inString = true;
    // `{` and `[`, `}` and `]` differ in one bit.
    else if ((character | 0x20) === 0x7b) {
      depth += 1;
      if (depth > levels) return true;
    } else if ((character | 0x20) === 0x7d) depth -= 1;
  }
  return false;
}
