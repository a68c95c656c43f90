// Whether a program looks at the page instead of a person, as far as it says so itself.

// Chromium without a window, Lighthouse, and crawlers that run scripts (https://developers.google.com/crawling/docs/crawlers-fetchers/google-common-crawlers).
// Most name a page about themselves, which no browser does. Google's fetchers have names such as Google-InspectionTool.
// Cubot makes telephones.
const named = /lighthouse|headless|google-|:\/\/|[^u]bot\b|crawl|spider/i;

/** A driven browser has to say so: https://www.w3.org/TR/webdriver2/#interface */
export const isBot = ({ webdriver, userAgent }: Pick<Navigator, 'webdriver' | 'userAgent'>): boolean =>
  webdriver === true || named.test(userAgent);
