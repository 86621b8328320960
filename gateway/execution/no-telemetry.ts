/**
 * Apollo Gateway posts telemetry every hour unless this variable is set when it is constructed; there is no option.
 * Set here and not where the process starts, so that no way of starting can forget it.
 */
export function forbidTelemetry(): void {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
}
