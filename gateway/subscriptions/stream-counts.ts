import { RequestError } from '../../platform/errors.ts';
import type { Principal } from '../../platform/tokens/principal.ts';
import { accountKey } from '../limits/rate-limit.ts';
import { clientNetwork } from '../../platform/serving/client-network.ts';

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

/** Counts streams that are open, and refuses those that are too many. */
export class StreamCounts {
  readonly #limits: StreamLimits;
  readonly #taken = new Map<string, number>();

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  /** @throws RequestError `RATE_LIMITED` where the account has as many as it may. */
  takeStream(principal: Principal): GiveBack {
    return this.#take(`account ${accountKey(principal)}`, this.#limits.perOfficer, tooManyOfOfficer);
  }

  /** @throws RequestError `RATE_LIMITED` where the address has as many as it may, or the gateway as many as it bears. */
  takeConnection(address: string): GiveBack {
    const everybody = this.#take('everybody', this.#limits.total, tooManyAltogether);
    try {
      const ofAddress = this.#take(`address ${clientNetwork(address)}`, this.#limits.perAddress, tooManyOfAddress);
      return () => {
        ofAddress();
        everybody();
      };
    } catch (error) {
      everybody();
      throw error;
    }
  }

  #take(key: string, most: number, refusal: (most: number) => RequestError): GiveBack {
    const taken = this.#taken.get(key) ?? 0;
    if (taken >= most) throw refusal(most);
    this.#taken.set(key, taken + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const left = (this.#taken.get(key) ?? 1) - 1;
      if (left > 0) this.#taken.set(key, left);
      else this.#taken.delete(key);
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
