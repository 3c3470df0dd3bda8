/** For companies that want to know who writes before they do. */
import css from "../form.css?inline";

export { IntroductionForm } from "./introduction_form";
export { css };
