import { RequestError } from '../../platform/errors.ts';
import type { Principal } from '../../platform/tokens/principal.ts';
import { accountKey } from '../limits/rate-limit.ts';
import { clientNetwork } from '../../platform/serving/client-network.ts';
import { allocateNumbers, SharedNumbers } from '../../platform/threads/shared-numbers.ts';

/** How many streams may be open at once. Each costs some memory, and work with every change that it follows. */
export interface StreamLimits {
  /** Of one account, wherever it is used. */
  readonly perOfficer: number;
  /** Connections that carry streams, from one address: everybody behind it together. */
  readonly perAddress: number;
  /** Connections of everybody. */
  readonly total: number;
}

/** Gives back what was taken; once, however often it is called. */
export type GiveBack = () => void;

interface Count {
  readonly key: string;
  readonly most: number;
  readonly refusal: (most: number) => RequestError;
}

/** What the threads of a gateway count in together: for each connection at most its address, for each stream its account. */
export const allocateStreams = ({ total }: StreamLimits) => allocateNumbers(2 * total + 1000);

/** Counts streams that are open, and refuses those that are too many. */
export class StreamCounts {
  readonly #limits: StreamLimits;
  readonly #open: SharedNumbers;

  constructor(limits: StreamLimits, memory = allocateStreams(limits)) {
    this.#limits = limits;
    this.#open = new SharedNumbers(memory, (open) => open === 0);
  }

  /** @throws RequestError `RATE_LIMITED` where the account has as many as it may. */
  takeStream(principal: Principal): GiveBack {
    const key = `account ${accountKey(principal)}`;
    return this.#take([{ key, most: this.#limits.perOfficer, refusal: tooManyOfOfficer }]);
  }

  /** @throws RequestError `RATE_LIMITED` where the address has as many as it may, or the gateway as many as it bears. */
  takeConnection(address: string): GiveBack {
    return this.#take([
      { key: 'everybody', most: this.#limits.total, refusal: tooManyAltogether },
      { key: `address ${clientNetwork(address)}`, most: this.#limits.perAddress, refusal: tooManyOfAddress },
    ]);
  }

  #take(counts: readonly Count[]): GiveBack {
    const keys = counts.map(({ key }) => key);
    this.#open.change(keys, (open) => {
      for (const [index, { most, refusal }] of counts.entries()) {
        if ((open[index] ?? 0) >= most) throw refusal(most);
        open[index] = (open[index] ?? 0) + 1;
      }
      return true;
    });
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#open.change(keys, (open) => {
        for (const index of open.keys()) open[index] = Math.max(0, (open[index] ?? 0) - 1);
        return true;
      });
    };
  }
}

function tooManyOfOfficer(most: number): RequestError {
  return new RequestError('RATE_LIMITED', {
    vi: `Tài khoản này đang theo dõi trực tiếp ${most} luồng, không mở thêm được. Hãy đóng bớt cửa sổ rồi thử lại.`,
    en: `This account has ${most} streams open and may have no more. Close some windows, and try again.`,
  });
}

function tooManyOfAddress(most: number): RequestError {
  return new RequestError('RATE_LIMITED', {
    vi: `Có quá nhiều kết nối trực tiếp từ địa chỉ này (${most}). Hãy đóng bớt rồi thử lại.`,
    en: `There are too many live connections from this address (${most}). Close some, and try again.`,
  });
}

function tooManyAltogether(): RequestError {
  return new RequestError('RATE_LIMITED', {
    vi: 'Hệ thống đang có quá nhiều kết nối trực tiếp. Hãy thử lại sau ít phút.',
    en: 'The system has too many live connections for now. Try again in a few minutes.',
  });
}
