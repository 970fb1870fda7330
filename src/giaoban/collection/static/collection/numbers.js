// Figures as people type them in Vietnamese, read as `collection/typed.py` reads them: never a guess.
// A value is a BigInt of ten-thousandths, exact like the books.

export const SCALE = 10000n;
const SHAPE = /^([-+−]?)\s?(?:([1-9][0-9]{0,2}(?:([.\u00a0\u2007\u2009\u202f])[0-9]{3}(?:\3[0-9]{3})*))|([0-9]+))(?:,([0-9]+))?$/u;
const LARGEST = 10n ** 14n * SCALE;
const MOST_DECIMALS = 4;
const NONE = new Set(["không phát sinh", "không", "không có", "kps", "-", "–", "—", "none", "nil", "none occurred"]);
const WITHDRAW = new Set(["rút số liệu", "rút", "withdraw"]);

// What a cell says: {empty}, {value, none?, withdrawn?} or {wrong: the word for its sentence, shown}.
export function readFigure(text, cell) {
  const given = text.normalize("NFC").trim();
  const word = given.toLowerCase().replace(/\.+$/u, "");
  if (!word) return { empty: true };
  if (NONE.has(word)) return { value: 0n, none: true };
  if (WITHDRAW.has(word)) return { value: null, withdrawn: true };
  const number = withoutUnit(given, cell.unit);
  if (number.endsWith("%")) return { wrong: "percent", shown: given };
  const found = SHAPE.exec(number.trim());
  if (!found) return { wrong: "number", shown: given };
  const [, sign, grouped, mark, plain, rest = ""] = found;
  const whole = grouped ? grouped.split(mark ?? ".").join("") : plain;
  const decimals = rest.replace(/0+$/u, "");
  if (BigInt(whole) * SCALE >= LARGEST) return { wrong: "large", shown: given };
  if (decimals.length > Math.min(cell.decimals, MOST_DECIMALS)) return { wrong: cell.decimals ? "decimals" : "whole", shown: given };
  const size = BigInt(whole) * SCALE + BigInt(decimals.padEnd(MOST_DECIMALS, "0"));
  const value = sign === "-" || sign === "−" ? -size : size;
  if (value < 0n && !cell.signed) return { wrong: "negative", shown: given };
  return { value };
}

function withoutUnit(text, unit) {
  if (!unit) return text;
  const end = text.slice(-unit.length);
  return text.length > unit.length && end.toLowerCase() === unit.normalize("NFC").toLowerCase() ? text.slice(0, -unit.length).trim() : text;
}

// A plain decimal such as "-56.62", as the page gives what stands beside a cell.
export function readPlain(text) {
  if (!text) return null;
  const [whole, rest = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole) * SCALE + BigInt(rest.padEnd(MOST_DECIMALS, "0").slice(0, MOST_DECIMALS));
  return text.startsWith("-") ? -size : size;
}

// `1.450` and `56,62`; in English `1,450` and `56.62`.
export function writeNumber(value, language) {
  const [group, decimal] = language === "vi" ? [".", ","] : [",", "."];
  const size = value < 0n ? -value : value;
  const whole = String(size / SCALE).replace(/\B(?=(?:[0-9]{3})+$)/gu, group);
  const rest = String(size % SCALE).padStart(MOST_DECIMALS, "0").replace(/0+$/u, "");
  return `${value < 0n ? "-" : ""}${whole}${rest ? decimal + rest : ""}`;
}

// `56,6%` of two values, rounded half-up to one decimal; null where there is nothing to divide by.
export function writeShare(part, whole, language) {
  if (part === null || !whole || whole <= 0n) return null;
  const tenths = (part * 2000n + whole) / (whole * 2n);
  return { text: `${writeNumber((tenths * SCALE) / 10n, language)}%`, percent: Number(tenths) / 10 };
}
