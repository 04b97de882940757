/** Greek to sounds, with the pairs of letters that write foreign b, d and g. */
import { letterTable, readLetters } from "./read-letters.ts";

// After ELOT 743 / ISO 843. In foreign names chi is also ch or h, sigma also sh, zeta also zh.
const GREEK = letterTable(`
  α a  β v  γ G  δ d  ε e  ζ z  η i  θ T  ι i  κ k  λ l  μ m  ν n  ξ ks  ο o  π p  ρ r  σ $  τ t  υ i  φ f  χ x  ψ ps  ω o
  γι !i  γε !e  γει !i  γοι !i  γη !i  γυ !i  ου u  αι e  ει i  οι i  υι i  αυ av  ευ ev  ηυ iv  γχ nx  τσ c  τζ J  σσ $
`);
const VOICED = letterTable("μπ b  ντ d  γκ g  γγ g");
const NASAL = letterTable("^μπ b  μπ mb  ^ντ d  ντ nd  ^γκ g  γκ ng  γγ ng");
const LETTER_BY_LETTER = letterTable("μπ mp  ντ nt  γκ nk  γγ ng");

const tables = [VOICED, NASAL, LETTER_BY_LETTER].map((pairs) => new Map([...GREEK, ...pairs]));

/**
 * The readings of a folded Greek word, no two alike.
 *
 * @example
 * soundsOfGreek("μπορισ"); //=> ["bori$", "mpori$"]
 */
export function soundsOfGreek(word: string): readonly string[] {
  return [...new Set(tables.map((table) => readLetters(word, table)))];
}
