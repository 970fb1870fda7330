// The pack's rules, judged as one types: the same definitions and the same answers as `indicators/rules.py`.
import { writeNumber } from "./numbers.js";

// `values` and `previous` give a BigInt or undefined for a line such as `indicator.code|sex:female`.
// Findings: {rule, severity, cells, message}, in the pack's order; a missing value never makes one.
export function evaluate(rules, values, previous, language) {
  return rules.flatMap((rule) => breaches(rule, values, previous).map(([value, other, cells, category = ""]) => ({
    rule: rule.code,
    severity: rule.severity,
    cells,
    message: say(rule.message, { value: writeNumber(value, language), other: writeNumber(other, language), category }),
  })));
}

function say(message, words) {
  return message.replace(/\{(value|other|category)\}/gu, (_whole, name) => words[name]);
}

function breaches(rule, values, previous) {
  const value = values.get(rule.left);
  if (value === undefined) return [];
  switch (rule.kind) {
    case "at_most": return atMost(rule, value, values);
    case "parts_add_up": return partsAddUp(rule, value, values);
    case "parts_within": return partsWithin(rule, value, values);
    case "equals_sum": return equalsSum(rule, value, 0n, values);
    case "carried_over": {
      const before = previous.get(rule.left);
      return before === undefined ? [] : equalsSum(rule, value, before, values);
    }
    case "jump": return jump(rule, value, previous.get(rule.left));
    default: return [];
  }
}

function atMost(rule, value, values) {
  const limit = values.get(rule.right);
  return limit !== undefined && value > limit ? [[value, limit, [rule.left, rule.right]]] : [];
}

// Judged only when every part is reported: an empty cell may still hold what is missing.
function partsAddUp(rule, value, values) {
  const reported = rule.parts.map((part) => values.get(part));
  if (reported.includes(undefined)) return [];
  const sum = reported.reduce((total, part) => total + part, 0n);
  return sum === value ? [] : [[value, sum, [rule.left, ...rule.parts]]];
}

function partsWithin(rule, value, values) {
  return rule.parts.flatMap((part, place) => {
    const found = values.get(part);
    return found !== undefined && found > value ? [[found, value, [part, rule.left], rule.categories[place]]] : [];
  });
}

function equalsSum(rule, value, start, values) {
  let expected = start;
  for (const [sign, code] of rule.terms) {
    const term = values.get(code);
    if (term === undefined) return [];
    expected += sign === "+" ? term : -term;
  }
  return value === expected ? [] : [[value, expected, [rule.left, ...rule.terms.map(([, code]) => code)]]];
}

const size = (value) => (value < 0n ? -value : value);

// A rise from zero is a jump as soon as it is large enough to matter.
function jump(rule, value, before) {
  if (before === undefined || size(value - before) < BigInt(rule.least) * 10000n) return [];
  const [small, large] = [size(value), size(before)].sort((one, two) => (one < two ? -1 : one > two ? 1 : 0));
  const moved = large > small * BigInt(rule.factor) || (value < 0n) !== (before < 0n);
  return moved ? [[value, before, [rule.left]]] : [];
}
