// When a single letter is a command and not text: nothing is being typed, no dialog is open, no other key is held.

const typed = 'input, textarea, select, [contenteditable]';

/** Whether a key pressed anywhere on the page may be taken as a command. */
export function isCommand(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return false;
  const on = event.target;
  return !(on instanceof HTMLElement && on.matches(typed)) && document.querySelector('dialog[open]') === null;
}
