/** How the value of an item begins that is no command, but a conversation that was found. */
export const FOUND = "found ";
