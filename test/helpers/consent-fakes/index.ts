// All fake consent managers.
import type { FakeTraits } from './fake.ts';
import {
  axeptioFake,
  ccm19Fake,
  consentmanagerFake,
  cookiebotFake,
  cookieFirstFake,
  cookieYesFake,
  didomiFake,
  iubendaFake,
  oneTrustFake,
  usercentrics2Fake,
  usercentrics3Fake,
} from './hosted.ts';
import { c15tFake, klaroFake, osanoFake, tarteaucitronFake, vanillaFake, vanillaModuleFake } from './open-source.ts';
import { jtlFake, shopifyFake, shopwareFake } from './platforms.ts';
import { googleConsentModeFake, gppFake, sourcepointFake, tcfFake } from './standards.ts';
import { borlabsFake, complianzFake, realCookieBannerFake, wpConsentApiFake } from './wordpress.ts';

export { type ConsentFake, createFakePage, type Decision, type FakePage, type FakeTraits } from './fake.ts';

export const fakes: readonly FakeTraits[] = [
  shopifyFake,
  shopwareFake,
  jtlFake,
  klaroFake,
  vanillaFake,
  vanillaModuleFake,
  osanoFake,
  tarteaucitronFake,
  c15tFake,
  cookiebotFake,
  oneTrustFake,
  usercentrics3Fake,
  usercentrics2Fake,
  cookieYesFake,
  cookieFirstFake,
  consentmanagerFake,
  didomiFake,
  sourcepointFake,
  axeptioFake,
  iubendaFake,
  borlabsFake,
  complianzFake,
  realCookieBannerFake,
  ccm19Fake,
  wpConsentApiFake,
  tcfFake,
  googleConsentModeFake,
  gppFake,
];
