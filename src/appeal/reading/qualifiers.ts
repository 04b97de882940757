/** Words before a number that say how exact it is. */

const QUALIFIER =
  "no (?:less|fewer|more) than|not (?:less|fewer|more) than|not even|(?:well|just|slightly|far) (?:over|under|above|below)|upwards of|in excess of|(?:an?\\s+)?(?:estimated|reported)|approximately|approx\\.?|about|around|roughly|some|nearly|almost|close (?:to|on)|over(?! and above)|above|below|more than|less than|fewer than|at least|at most|up to|as many as|under|only|exactly|perhaps|possibly|maybe|hardly|barely|an average of|[~≈><≥≤±]";
/** A qualifier that ends where the number begins. */
export const QUALIFIED = new RegExp(
  `(?:^|[\\s("“|:;,])(?<!\\b(?:hand|turn|t[ao]k|g[ai]v|mov|pass|sign|went|go)\\p{L}*\\s)(${QUALIFIER})\\s*(?:the\\s+|another\\s+|a\\s+further\\s+)?$`,
  "iu",
);
