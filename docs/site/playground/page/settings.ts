/** The settings of the playground, and the fragment of a link that carries them. A message is never part of it. */
export type View = 'issues' | 'message' | 'references' | 'convert' | 'code';
export type Shown = 'error' | 'warning' | 'information';

export interface Settings {
  readonly direction: 'receive' | 'publish';
  readonly policy: string;
  readonly view: View;
  /** The severities that the list shows. */
  readonly shown: readonly Shown[];
  /** The name of an example that is opened; empty for none. */
  readonly example: string;
  readonly syntax: 'xml' | 'json';
}

export const views: readonly View[] = ['issues', 'message', 'references', 'convert', 'code'];
export const severities: readonly Shown[] = ['error', 'warning', 'information'];

export const defaults: Settings = {
  direction: 'receive',
  policy: '',
  view: 'issues',
  shown: severities,
  example: '',
  syntax: 'xml',
};

/** Returns the settings in the fragment of an address. Whatever it does not understand has its default. */
export function settingsFrom(fragment: string): Settings {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const shown = (parts.get('shown') ?? severities.join(' ')).split(' ');
  return {
    direction: oneOf(['receive', 'publish'], parts.get('direction'), defaults.direction),
    policy: parts.get('policy') ?? defaults.policy,
    view: oneOf(views, parts.get('view'), defaults.view),
    shown: severities.filter((severity) => shown.includes(severity)),
    example: parts.get('example') ?? defaults.example,
    syntax: oneOf(['xml', 'json'], parts.get('syntax'), defaults.syntax),
  };
}

/** Returns the fragment for settings, with its `#`; empty if all of them are the defaults. */
export function fragmentOf(settings: Settings): string {
  const parts = new URLSearchParams();
  for (const name of ['direction', 'view', 'example', 'syntax', 'policy'] as const)
    if (settings[name] !== defaults[name]) parts.set(name, settings[name]);
  if (settings.shown.length < severities.length) parts.set('shown', settings.shown.join(' '));
  const text = parts.toString();
  return text === '' ? '' : `#${text}`;
}

function oneOf<Text extends string>(allowed: readonly Text[], given: string | null, otherwise: Text): Text {
  return allowed.find((one) => one === given) ?? otherwise;
}
