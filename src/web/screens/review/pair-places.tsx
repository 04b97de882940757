/** Both places of a pair under all their names, and how far they lie apart. */
import { useId } from "react";
import type { ReviewerPair } from "../../generated/api.ts";
import { fieldWords } from "../../linked-fields.ts";
import { useWords } from "../../words.ts";

type ToldPlace = ReviewerPair["places"][number]["left"];

export function PairPlaces({ places }: { readonly places: ReviewerPair["places"] }) {
  const { say } = useWords();
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{say("review.places")}</h3>
      <dl className="rows pair-places">
        {places.map(({ field, left, right, distanceKm }) => (
          <div key={field}>
            <dt>{fieldWords(say, field)}</dt>
            <dd>
              <Names place={left} />
              <span className="soft">
                {distanceKm === undefined
                  ? say("review.distanceUnknown")
                  : distanceKm === 0
                    ? say("review.samePlace")
                    : say("review.note.km", { n: distanceKm })}
              </span>
              <Names place={right} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** One size and weight for all names, in the order of the register. */
function Names({ place }: { readonly place: ToldPlace }) {
  return (
    <span className="inline">
      {place?.names.map((name) => (
        <bdi key={name} dir="auto">
          {name}
        </bdi>
      ))}
    </span>
  );
}
