/**
 * Loaded before a part of the system (`--import …/shifted-clock-process.ts?minutes=10`): its clock is then that much ahead
 * of the others', or behind them, as clocks of real machines are.
 */
const shiftMs = Number(new URL(import.meta.url).searchParams.get('minutes')) * 60_000;
const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct(target, values: unknown[], newTarget) {
    return Reflect.construct(target, values.length === 0 ? [target.now() + shiftMs] : values, newTarget) as Date;
  },
  apply: () => new RealDate(RealDate.now() + shiftMs).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? () => target.now() + shiftMs : (Reflect.get(target, name, receiver) as unknown),
});
