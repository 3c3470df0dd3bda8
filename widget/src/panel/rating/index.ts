/** For those whose conversation is over. */
import css from "./rating.css?inline";

export { RatingForm } from "./rating_form";
export { css };
