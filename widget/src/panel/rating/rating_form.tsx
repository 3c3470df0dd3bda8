import { useRef, useState } from "preact/hooks";
import type { ConversationView } from "../../client";
import type { Model } from "../model";

const STARS = [1, 2, 3, 4, 5];
const FEEDBACK_LENGTH = 1_000;

/** Stars at once, words if somebody has some; both can be changed for as long as they are shown. */
export function RatingForm({ model, view }: { model: Model; view: ConversationView }) {
  const { texts } = model;
  const [stars, setStars] = useState(view.state?.rating ?? 0);
  const [feedback, setFeedback] = useState(view.state?.feedback ?? "");
  const [told, setTold] = useState(false);
  // One after the other: the last choice is the one that stays.
  const telling = useRef(Promise.resolve(true));

  const tell = (rating: number) => {
    telling.current = telling.current.then(() => model.rate(view.id, rating, feedback.trim() || null));
    return telling.current;
  };
  const choose = (rating: number) => {
    setStars(rating);
    setTold(false);
    void tell(rating);
  };

  return (
    <form
      class="rate"
      onSubmit={async (event) => {
        event.preventDefault();
        setTold(await tell(stars));
      }}
    >
      <fieldset>
        <legend>{texts.rate}</legend>
        <div class="stars">
          {STARS.map((star) => (
            <label key={star} class={star <= stars ? "star lit" : "star"}>
              <input
                type="radio"
                name="stars"
                value={star}
                checked={star === stars}
                aria-label={texts.stars(star)}
                onChange={() => choose(star)}
              />
              <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
                <path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z" />
              </svg>
            </label>
          ))}
        </div>
      </fieldset>
      {stars > 0 && !told && (
        <div class="rate-words">
          <textarea
            rows={2}
            dir="auto"
            maxLength={FEEDBACK_LENGTH}
            value={feedback}
            placeholder={texts.feedback}
            aria-label={texts.feedback}
            onInput={(event) => setFeedback(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={feedback.trim() === ""}>
            {texts.sendFeedback}
          </button>
        </div>
      )}
      <p role="status">{told && texts.thanksForRating}</p>
    </form>
  );
}
