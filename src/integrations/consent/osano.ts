// Osano's open-source banner (cookieconsent 3): one choice for everything, no event, `dismiss` is no consent.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Osano {
  utils: { getCookie(name: string): string | undefined };
}

export const osanoSource: ConsentSource<Osano> = {
  name: 'osano',
  global: 'cookieconsent',
  read(osano) {
    const status = osano.utils.getCookie('cookieconsent_status');
    return status && status === 'allow';
  },
};

export const osano = (options?: ConsentOptions): Integration => consentIntegration(osanoSource, options);
