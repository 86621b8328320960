import type { DocumentKind } from './vocabulary.ts';

/**
 * Abbreviations of document kinds by Decree 30/2020/NĐ-CP, appendix III; a licence is written GP by custom. An official
 * letter (công văn) has none, nor has a kind that the decree does not name.
 */
const abbreviations: Readonly<Record<DocumentKind, string | null>> = {
  CONG_VAN: null,
  QUYET_DINH: 'QĐ',
  THONG_BAO: 'TB',
  TO_TRINH: 'TTr',
  BAO_CAO: 'BC',
  GIAY_PHEP: 'GP',
  KE_HOACH: 'KH',
  GIAY_MOI: 'GM',
  BIEN_BAN: 'BB',
  OTHER: null,
};

interface SymbolParts {
  readonly number: number;
  readonly kind: DocumentKind;
  /** Abbreviation of the department, such as SNN. */
  readonly department: string;
  /** Abbreviation of the division that drafted it, such as BCVT. */
  readonly division: string;
}

/**
 * Số, ký hiệu of a document by Decree 30/2020/NĐ-CP, appendix I: numbers below ten have a zero in front; an official
 * letter names the division that drafted it, every other document its kind.
 *
 * @example documentSymbol({ number: 398, kind: 'THONG_BAO', department: 'SNN', division: 'KHTC' }) // '398/TB-SNN'
 * @example documentSymbol({ number: 12, kind: 'CONG_VAN', department: 'STTTT', division: 'BCVT' }) // '12/STTTT-BCVT'
 */
export function documentSymbol({ number, kind, department, division }: SymbolParts): string {
  const written = String(number).padStart(2, '0');
  if (kind === 'CONG_VAN') return `${written}/${department}-${division}`;
  const abbreviation = abbreviations[kind];
  return abbreviation === null ? `${written}/${department}` : `${written}/${abbreviation}-${department}`;
}
