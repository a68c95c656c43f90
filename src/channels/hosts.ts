// Which hosts are search engines, social networks, mail, AI assistants, shops, video sites and ad networks: the head, as data.

export type Kind = 'search' | 'social' | 'video' | 'shopping' | 'email' | 'ai' | 'paid' | 'referral';

// `name.*` means the name under any public suffix, `name.tld` that domain alone; both cover their sub-domains.
// A leading `=` covers the host itself only, since other sub-domains (maps, drive, finance) are something else.
export const hostsByKind: Record<Kind, string> = {
  search: `
    =google.* news.google.* images.google.* video.google.* blogsearch.google.* books.google.* scholar.google.* cse.google.*
    googlequicksearchbox.android.google.com wwwgoogle.*
    bing.* bingj.com =yahoo.* images.yahoo.* yandex.* ya.ru baidu.* duckduckgo.com =duck.com ecosia.org qwant.com
    =brave.com startpage.com ixquick.* metager.* metager2.* swisscows.com kagi.com mojeek.* presearch.com ask.* ask.co.uk aol.* =msn.*
    altavista.* lycos.* excite.* hotbot.* dogpile.com webcrawler.com metacrawler.* mamma.com infospace.com looksmart.com
    alltheweb.com gigablast.com exalead.* entireweb.com yippy.com blekko.com cuil.com info.com alexa.com mywebsearch.com
    myway.com babylon.com conduit.com avg.com incredimail.com delta-search.com iminent.com snap.do sweetim.com zapmeta.* webfetch.*
    sogou.com so.com 360.cn haosou.com sm.cn soso.com youdao.com gougou.com =naver.com =daum.net =nate.com zum.com goo.ne.jp biglobe.ne.jp
    nifty.com auone.jp docomo.ne.jp rakuten.co.jp infoseek.co.jp coccoc.com rambler.ru go.mail.ru =mail.ru nigma.ru aport.ru sputnik.ru
    ukr.net meta.ua bigmir.net tut.by =seznam.cz =centrum.cz =volny.cz atlas.cz zoznam.sk najdi.si =onet.pl =wp.pl =interia.pl szukacz.pl
    netsprint.pl delfi.* neti.ee eniro.* kvasir.no startsiden.no abcsok.no sol.dk jubii.dk ofir.dk walla.co.il
    =virgilio.it arianna.it arianna.com =libero.it =tiscali.* supereva.it voila.fr lemoteur.fr lemoteur.orange.fr =free.fr =sfr.fr aliceadsl.fr
    toile.com hooseek.com mozbot.* =terra.* =sapo.pt clix.pt =uol.com.br =globo.com bol.uol.com.br ilse.nl vinden.nl startpagina.nl
    walhello.* zoek.nl skynet.be telenet.be fireball.de acoon.de abacho.* allesklar.* witch.de flix.de paperball.* apollo7.de suchnase.de
    qualigo.* =web.de =gmx.* =t-online.de =arcor.de =freenet.de search.ch dastelefonbuch.de dasoertliche.de gelbeseiten.de
    telefonbuch.de yasni.* yatedo.* 123people.* austronaut.at euroseek.com forestle.* ecosia.* junglekey.* plazoo.com tixuma.de
    dmoz.org =icq.com technorati.com`,
  social: `
    facebook.* fb.com fb.me instagram.* threads.net threads.com twitter.com x.com t.co linkedin.* lnkd.in reddit.* redd.it pinterest.*
    pin.it tumblr.com snapchat.com tiktok.com musically.zhiliaoapp.com quora.com flickr.com medium.com discord.com discord.gg discordapp.com slack.com
    telegram.org telegram.me t.me whatsapp.com wa.me bsky.app bsky.social mastodon.* mstdn.* fosstodon.org hachyderm.io infosec.exchange
    messenger.com teams.microsoft.com viber.com line.me weibo.* weixin.qq.com wechat.com qzone.qq.com t.cn douban.com renren.com kaixin001.com
    zhihu.com xiaohongshu.com douyin.com kuaishou.com mixi.jp ameblo.jp 5ch.net 2ch.net hatena.ne.jp note.com kakao.com cyworld.com
    vk.com vk.ru vkontakte.ru vkrugudruzei.ru ok.ru odnoklassniki.ru my.mail.ru moikrug.ru livejournal.com dzen.ru
    xing.* gutefrage.net nebenan.de studivz.net meinvz.net schuelervz.net wer-kennt-wen.de lokalisten.de jappy.de stayfriends.* knuddels.de
    viadeo.com skyrock.com copainsdavant.com tuenti.com taringa.net hyves.nl nk.pl wykop.pl naszaklasa.pl draugiem.lv
    news.ycombinator.com hn.algolia.com lobste.rs github.com stackoverflow.com stackexchange.com superuser.com serverfault.com producthunt.com
    slashdot.org digg.com stumbleupon.com delicious.com getpocket.com flipboard.com mix.com scoop.it diigo.com folkd.com
    plus.google.com plus.url.google.com groups.yahoo.com orkut.* myspace.com bebo.com hi5.com friendster.com tagged.com netlog.com badoo.*
    classmates.com myyearbook.com meetme.com meetup.com plaxo.com ning.com foursquare.com swarmapp.com yelp.* tripadvisor.* untappd.com
    goodreads.com librarything.com last.fm lastfm.* soundcloud.com mixcloud.com deviantart.com behance.net dribbble.com 500px.com 43things.com
    weheartit.com polyvore.com ravelry.com gaiaonline.com habbo.* weeworld.com friendsreunited.com flixster.com sonico.com buzznet.com
    livestream.com blogger.com blogspot.* wordpress.com typepad.com unblog.fr over-blog.com substack.com ello.co minds.com gab.com
    parler.com truthsocial.com clubhouse.com nextdoor.* steamcommunity.com patreon.com couchsurfing.* academia.edu researchgate.net
    disqus.com hootsuite.com buffer.com login.live.com nicovideo.jp sozluk.com eksisozluk.com instapaper.com
    xanga.com fark.com metafilter.com kickstarter.com wattpad.com letterboxd.com strava.com komoot.* social.* lemmy.* pixelfed.*`,
  video: `
    youtube.* youtube-nocookie.com youtu.be youtube.android.google.com vimeo.com twitch.tv dailymotion.com netflix.com hulu.com disneyplus.com
    ted.com d.tube odysee.com rumble.com bitchute.com utreon.com veoh.com crackle.com wistia.* iqiyi.com iq.com youku.com bilibili.* rutube.ru
    curiositystream.com metacafe.com myvideo.de clipfish.de peertube.* vevo.com kick.com`,
  shopping: `
    amazon.* amzn.to amzn.eu ebay.* etsy.com aliexpress.* alibaba.com temu.com shein.* wish.com walmart.com target.com bestbuy.com costco.com
    shop.app shopify.com shopping.com shopping.net shopping.google.* shopping.yahoo.* shopping.yahoo.co.jp shopping.naver.com bing.com/shop
    idealo.* billiger.de geizhals.* guenstiger.de preis.de preisvergleich.de preissuchmaschine.de check24.de medizinfuchs.de ladenzeile.*
    moebel.de stylight.* lyst.* mydealz.de dealabs.com hotukdeals.com pepper.* chollometro.com kelkoo.* ciao.* twenga.* shopzilla.* bizrate.*
    nextag.* pricegrabber.* pricespy.* prisjakt.* toppreise.ch comparis.ch ceneo.pl skroutz.gr heureka.* zbozi.cz arukereso.hu
    otto.de kaufland.de zalando.* allegro.* bol.com cdiscount.com mercadolibre.* mercadolivre.* rakuten.com rakuten.de flipkart.com
    jd.com taobao.com tmall.com coupang.com stripe.com simplycodes.com slickdeals.net kleinanzeigen.de willhaben.at ricardo.ch tutti.ch`,
  email: `
    gmail.com gm.android.google.com mail.google.* inbox.google.* hotmail.* outlook.* =mail.com fastmail.* proton.me protonmail.*
    tutanota.* tuta.* posteo.* mailbox.org =zoho.com rediffmail.* mail.163.com e.mail.ru mail.ru.mailapp seznam.email aolapp.mobile.aol.com
    superhuman.com hey.com sparkmailapp.com readdle.com mailchi.mp list-manage.com`,
  ai: `
    chatgpt.com openai.com claude.ai anthropic.com gemini.google.com bard.google.com notebooklm.google.com aistudio.google.com copilot.microsoft.com copilot.com
    m365copilot.com m365.cloud.microsoft copilot.cloud.microsoft edgeservices.bing.com perplexity.ai perplexity.app pplx.ai grok.com x.ai
    meta.ai ai.meta.com mistral.ai deepseek.com duck.ai you.com poe.com phind.com iask.ai komo.ai andisearch.com felo.ai genspark.ai character.ai
    pi.ai inflection.ai cohere.com huggingface.co jasper.ai writesonic.com chatplus.com chat-gpt.org chatsonic.com lumo.proton.me
    qwen.ai chatglm.cn z.ai kimi.com kimi.moonshot.cn moonshot.cn doubao.com yiyan.baidu.com ai.baidu.com chat.baidu.com yuanbao.tencent.com
    manus.im liner.com monica.im openrouter.ai t3.chat neuroflash.com`,
  paid: `
    doubleclick.net googlesyndication.com googleadservices.com syndicatedsearch.goog adservice.google.* 2mdn.net criteo.* taboola.com outbrain.com
    adnxs.com adsrvr.org adform.* adition.com adroll.com adspirit.de adnet.de amazon-adsystem.com yabs.yandex.* an.yandex.* plista.com
    flashtalking.com servedbyopenx.com openx.net rubiconproject.com pubmatic.com casalemedia.com bidswitch.net sonobi.com smartadserver.com
    teads.tv revcontent.com mgid.com sociomantic.com eyeota.net rtbhouse.com stickyadstv.com bannerflow.com zemanta.com ligatus.com
    popads.net propellerads.com adcash.com media.net rtbcity.com jivox.com adadvisor.net adfox.ru`,
  referral: `
    apps.facebook.com developers.facebook.com docs.github.com gist.github.com`,
};

// What tags call a site where they do not write its host; names of four letters and more are taken from the hosts above.
export const namesByKind: Partial<Record<Kind, string>> = {
  search: 'adwords googleads google bing yahoo ddg msn ask aol so sm',
  social: 'fb ig insta tw x vk ok li tt meta hackernews hn reddit telegram whatsapp discord slack social socialmedia',
  video: 'yt youtube twitch',
  shopping: 'googleshopping igshopping googlemerchantcenter merchantcenter pricecomparison preisvergleich',
  email:
    'email newsletter mailchimp klaviyo brevo sendinblue mailjet sendgrid hubspotemail activecampaign cleverreach rapidmail inxmail emarsys',
  ai: 'chatgpt openai claude gemini copilot perplexity grok deepseek mistral metaai',
  // Words, not brands.
  referral: 'info free note line target wish mix medium globo terra snap liner buffer',
};
