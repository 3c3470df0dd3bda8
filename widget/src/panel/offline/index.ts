/** For companies that have closed for the day. */
import css from "../form.css?inline";

export { goOffline } from "./hours";
export { OfflineForm } from "./offline_form";
export { css };
