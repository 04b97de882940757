/** One signatory as a list gives it: a person, a role and an organisation, in any order and with any signs between them. */
import { onOneLine } from "./span.ts";

export type Signatory = {
  readonly name: string; // "" where only an organisation signs
  readonly role: string; // "" where none is said
  readonly organisation: string; // "" where none is said
};

// Longest first; what follows the role and "of" is whom it is a role in.
const ROLES =
  "vice[- ]chair(?:man|woman|person)?|co-chair(?:man|woman|person)?|chair(?:man|woman|person)?(?: of the board)?|honorary president|vice[- ]president|president|executive director|managing director|deputy director|(?:general )?director(?:[- ]general)?|secretary[- ]general|general secretary|executive secretary|secretary|head|deputy head|leader|founder(?: and \\p{L}+)?|co-founder|(?:programme |program |project )?(?:coordinator|co-ordinator|manager|officer)|representative|spokes(?:man|woman|person)|member(?: of the (?:board|council))?|board member|chief executive|ceo|treasurer|bishop|archbishop|imam|rabbi|mufti|priest|abbot|elder|keeper(?: of the [\\p{L} ]+?)?|editor(?:[- ]in[- ]chief)?|professor|(?:independent |human rights )?lawyer|advocate|journalist|writer|poet|historian|activist|human rights defender|(?:\\p{L}+ )?(?:survivor|witness)|rector|dean|mayor|delegate|" +
  "predsjedni(?:k|ca)|predsedni(?:k|ca)|direktor(?:ica|ka)?|président(?:e)?|presidenta?|directeur|directrice|directora?|başkan[ıi]?|sədri?|rəhbəri?|направник|председатель|президент|директор|руководитель|секретарь|голова|նախագահ|տնօրեն|ղեկավար|თავმჯდომარე|დირექტორი|ხელმძღვანელი|رئيسة?|مديرة?|πρόεδρος";
const ROLE_IN = new RegExp(`^(${ROLES})(?:\\s*(?:,|-|of|at|for|in)\\s+(?:the\\s+)?|\\s*$)`, "iu");
const ROLE_ALONE = new RegExp(`^(?:its\\s+|the\\s+)?(${ROLES})$`, "iu");
const ROLE_AND_NAME = new RegExp(`^(?:its\\s+|the\\s+)?(${ROLES})\\s+(?=\\p{Lu}|\\p{Lo})`, "iu");
const FOR_WHOM = /^(?:for(?: and on behalf of)?|on behalf of)(?: the)?\s+(?=\p{Lu}|\p{Lo}|["“«„])/iu;
const BY_WHOM = /^(?:represented|signed) by(?: its)?\s+/iu;

const ORGANISATION =
  /\b(?:community|union|association|organi[sz]ation|fund|forum|committee|council|cent(?:re|er)|society|foundation|institute|commission|assembly|alliance|coalition|federation|network|movement|initiative|league|agency|mission|archive|museum|party)\b/iu;
/** Words by which a line of a list is an organisation, although within a sentence they would be none. */
const LISTED_ORGANISATION =
  /(?<!\p{L})(?:ngos?|group|club|congress|office|academy|university|college|diocese|parish|memorial|project|programme|platform|campaign|aid|relief|mothers|women|families|wives|widows|veterans|survivors|victims|refugees|displaced|relatives|parents|students|inmates|committees|associations|udruženje|udruga|savez|associació?n?|comité|dernek|derneği|vakfı|birliyi|ittifaqı|cəmiyyəti|союз|ассоциация|объединение|организация|общество|комитет|совет|фонд|центр|միություն|կազմակերպություն|կենտրոն|հիմնադրամ|კავშირი|ასოციაცია|ორგანიზაცია|ცენტრი|ფონდი|جمعية|اتحاد|رابطة|منظمة|مركز|مؤسسة|لجنة)(?!\p{L})/iu;

/** Whether a name is an organisation's by one of its words. */
export function isOrganisation(name: string): boolean {
  return ORGANISATION.test(name);
}

const isListedOrganisation = (name: string) => isOrganisation(name) || LISTED_ORGANISATION.test(name);

const TITLE =
  "(?:dr|prof|mr|mrs|ms|fr|rev|hon|sheikh|imam|rabbi|bishop|archbishop|sister|brother|(?:colonel|general|major|captain|lieutenant|sergeant)(?:\\s+ret)?)\\.?";
const PARTICLE = "(?:de|da|di|du|del|della|van|von|der|den|bin|ibn|bint|abu|umm|y|oğlu|oglu|qızı|gizi|kızı)";
const NAME_WORD =
  "(?:\\p{Lu}\\.?|(?:al|el|ul|as|ar)-\\p{Lu}[\\p{L}\\p{M}'’]+|\\p{Lu}[\\p{L}\\p{M}'’-]+\\.?|\\p{Lo}[\\p{Lo}\\p{M}]+|\\p{Script=Georgian}{2,})";
const TITLES = new RegExp(`^(?:${TITLE}\\s+)+`, "iu");
const PERSON = new RegExp(
  `^${NAME_WORD}(?:\\s+(?:${PARTICLE}\\s+){0,2}${NAME_WORD}|\\s+${PARTICLE}){1,4}$`,
  "u",
);

/** Whether words have the form of a person's name: two to five of them, none of an organisation's. */
const isPerson = (words: string) => !isListedOrganisation(words) && PERSON.test(words.replace(TITLES, ""));

type Kind = "person" | "role" | "role in" | "organisation" | "other";
type Part = { readonly text: string; readonly kind: Kind; readonly sign: string }; // `sign`: what stands before it

/**
 * The person, role and organisation of one item of a list. What is neither is kept with the organisation.
 *
 * @example
 * readSignatory("Old Mill Society (Ana Rusak, chair)"); //=> { name: "Ana Rusak", role: "chair", organisation: "Old Mill Society" }
 */
export function readSignatory(item: string): Signatory {
  const line = onOneLine(item)
    .replace(/(?<!(?<!\p{L})\p{Lu})[,،;؛.]+$/u, "")
    .replace(/\s*\(ret(?:ired)?\.?\)/iu, " ret.")
    .replace(/,\s*(?:ph\.?\s?d|m\.?\s?d|ll\.?\s?m|esq)\.?(?=,|$)/iu, "")
    .replace(FOR_WHOM, "");
  const parts = partsOf(line);
  const [first, second] = parts;
  if (first === undefined) return { name: "", role: "", organisation: "" };
  const isMononym = first.kind === "other" && !/\s/u.test(first.text) && isRole(second);
  if (first.kind === "organisation" || (first.kind === "other" && !isMononym))
    return organisationFirst(parts);
  if (isRole(first)) return roleFirst(line, parts);
  return personFirst(line, first);
}

const isRole = (part: Part | undefined) => part?.kind === "role" || part?.kind === "role in";

const SIGNS =
  /\s+[-–—/]\s+|\s*\|\s*|\s*[–—]\s*|\s*[;؛]\s*|[,،]\s+|:\s+|\s*\((?![\p{Lu}\d]{2,8}\))\s*|(?<!\([\p{Lu}\d]{2,8})\)\s*/gu;

/** A line cut at its dashes, commas, colons and brackets; a bracket that holds initials alone is a part of the name. */
function partsOf(line: string): readonly Part[] {
  const signs = ["", ...Array.from(line.matchAll(SIGNS), ([sign]) => sign)];
  return line
    .split(SIGNS)
    .map((text, at) => ({ text: text.trim(), sign: signs[at] ?? "" }))
    .filter(({ text }) => text !== "")
    .map(({ text, sign }) => ({ text: text.replace(BY_WHOM, ""), kind: kindOf(text), sign }));
}

function kindOf(text: string): Kind {
  if (BY_WHOM.test(text)) return "person";
  if (ROLE_ALONE.test(text)) return "role";
  if (ROLE_IN.test(text)) return "role in";
  const named = ROLE_AND_NAME.exec(text);
  if (named !== null && isPerson(text.slice(named[0].length))) return "role in";
  if (isListedOrganisation(text) || /^["“«„]/u.test(text)) return "organisation";
  return isPerson(text) ? "person" : "other";
}

/** "Organisation, place (role: person)": up to the first person or role all is the organisation's name. */
function organisationFirst(parts: readonly Part[]): Signatory {
  const at = parts.findIndex((part, i) => i > 0 && (part.kind === "person" || isRole(part)));
  const own = at < 0 ? parts : parts.slice(0, at);
  const rest = at < 0 ? [] : parts.slice(at);
  const person = rest.find(({ kind }) => kind === "person");
  const role = rest.find(isRole);
  const both = role === undefined ? null : ROLE_AND_NAME.exec(role.text);
  const named = both === null ? "" : (role?.text.slice(both[0].length) ?? "");
  const isBoth = person === undefined && isPerson(named);
  return {
    name: person?.text ?? (isBoth ? named : ""),
    role: isBoth ? (both?.[1] ?? "") : roleOf(role?.text ?? ""),
    organisation: joined(own),
  };
}

const roleOf = (text: string) => ROLE_ALONE.exec(text)?.[1] ?? ROLE_IN.exec(text)?.[1] ?? "";

/** "President Ana Rusak, Union": a role with or without a person after it. */
function roleFirst(line: string, parts: readonly Part[]): Signatory {
  const both = ROLE_AND_NAME.exec(line);
  const rest = both === null ? undefined : partsOf(line.slice(both[0].length));
  const [named, ...others] = rest ?? [];
  if (both !== null && named?.kind === "person")
    return { name: named.text, role: both[1] ?? "", organisation: joined(others) };
  const [first, second, ...after] = parts;
  if (first?.kind === "role" && second?.kind === "person")
    return { name: second.text, role: roleOf(first.text), organisation: joined(after) };
  const role = ROLE_IN.exec(line);
  return {
    name: "",
    role: role?.[1] ?? line,
    organisation: line.slice(role?.[0].length ?? line.length).trim(),
  };
}

/** "Person - role of organisation", "Person, organisation, role", "Person (organisation)". */
function personFirst(line: string, first: Part): Signatory {
  const name = first.text;
  const after = line
    .slice(line.indexOf(name) + name.length)
    .replace(SIGN_AT_START, "")
    .replace(/^(\P{Ps}*)\)$/u, "$1")
    .trim();
  if (after === "") return { name, role: "", organisation: "" };
  const role = ROLE_IN.exec(after);
  if (role !== null) return { name, role: role[1] ?? "", organisation: after.slice(role[0].length).trim() };
  const last = partsOf(after).at(-1);
  if (last?.kind === "role" && last.text.length < after.length)
    return { name, role: last.text, organisation: after.slice(0, after.lastIndexOf(last.sign)).trim() };
  return { name, role: "", organisation: after };
}

const SIGN_AT_START = new RegExp(`^(?:${SIGNS.source})`, "u");

const joined = (parts: readonly Part[]) =>
  parts
    .map(({ text, sign }, at) => (at === 0 ? text : `${/\(/u.test(sign) ? ", " : sign}${text}`))
    .join("")
    .trim();
