import type { RateLimit, UsagePlan } from './api-definition';

/** Says whether one more request may pass, and counts it when it may. */
export type Admit = (now: number) => boolean;

/** A token bucket: `burst` tokens, `rate` more each second. `now` is in milliseconds. */
export function tokenBucket({ rate, burst }: RateLimit): Admit {
  let tokens = burst;
  let filledAt: number | undefined;
  return (now) => {
    tokens = Math.min(burst, tokens + ((now - (filledAt ?? now)) / 1000) * rate);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** So many requests in each day, week (from Sunday) or month, all in UTC. `now` is milliseconds since 1970. */
export function quota({ limit, period }: NonNullable<UsagePlan['quota']>): Admit {
  let begins = Number.NaN;
  let used = 0;
  return (now) => {
    const start = startOf(period, new Date(now));
    if (start !== begins) {
      begins = start;
      used = 0;
    }
    if (used >= limit) return false;
    used += 1;
    return true;
  };
}

function startOf(period: 'DAY' | 'WEEK' | 'MONTH', at: Date): number {
  const day = period === 'MONTH' ? 1 : at.getUTCDate() - (period === 'WEEK' ? at.getUTCDay() : 0);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), day);
}
