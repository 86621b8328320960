import { Counter } from 'prom-client';

const unregistered = new Counter({
  name: 'lienthong_gateway_unregistered_operations_total',
  help: 'Operations that are not among the registered ones, by what the mode does to them (log, enforce).',
  labelNames: ['mode'],
});

export function countUnregistered(mode: 'log' | 'enforce'): void {
  unregistered.inc({ mode });
}
