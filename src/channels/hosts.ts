// Which hosts are search engines, networks, mailers, assistants, shops, video sites and ad servers: the head, as data.

export type Kind = 'search' | 'social' | 'video' | 'shopping' | 'email' | 'ai' | 'paid' | 'referral';

// `name.*` is the name under any public suffix, `name.tld` that domain; both cover their sub-domains.
// A leading `=` covers no sub-domain but the country and mobile editions: what else a portal runs is something else.
export const hostsByKind: Record<Kind, string> = {
  search: `
    =google.* news.google.* images.google.* video.google.* blogsearch.google.* books.google.* scholar.google.* cse.google.*
    googlequicksearchbox.android.google.com searchlite.apps.android.google.com magazines.apps.android.google.com lens.google.com
    wwwgoogle.* bing.* bingj.com =msn.* =yahoo.* images.yahoo.* yandex.* ya.ru
    duckduckgo.com =duck.com ecosia.org qwant.com =brave.com startpage.com ixquick.* metager.* metager2.* swisscows.com kagi.com
    mojeek.* presearch.com lilo.org ekoru.org gexsi.com oceanhero.today yep.com wiby.me marginalia.nu stract.com gibiru.com kiddle.co
    fragfinn.de blinde-kuh.de baidu.* sogou.com so.com 360.cn haosou.com sm.cn soso.com youdao.com gougou.com
    =naver.com =daum.net =nate.com zum.com goo.ne.jp biglobe.ne.jp nifty.com auone.jp docomo.ne.jp infoseek.co.jp coccoc.com
    =mail.ru go.mail.ru rambler.ru nigma.ru aport.ru sputnik.ru ukr.net meta.ua bigmir.net tut.by
    =seznam.cz =centrum.cz =volny.cz atlas.cz zoznam.sk najdi.si =onet.pl =wp.pl =interia.pl szukacz.pl netsprint.pl
    delfi.* neti.ee eniro.* kvasir.no startsiden.no abcsok.no sol.dk jubii.dk ofir.dk walla.co.il
    ask.* aol.* altavista.* lycos.* excite.* hotbot.* dogpile.com webcrawler.com metacrawler.* mamma.com infospace.com
    looksmart.com alltheweb.com gigablast.com entireweb.com yippy.com blekko.com cuil.com info.com alexa.com
    crawler.com mysearch.com earthlink.net compuserve.* goodsearch.com scroogle.org teoma.com iwon.com inbox.com picsearch.com icerocket.com
    everyclick.com surfcanyon.com sweetim.com alot.com poisk.ru =km.ru =qip.ru meinestadt.de goyellow.de yellowmap.de sharelook.de eurip.com
    gulesider.no =online.no opplysningen.no kataweb.it jyxo.* francite.com
    mywebsearch.com myway.com babylon.com conduit.com avg.com incredimail.com delta-search.com iminent.com snap.do zapmeta.* webfetch.*
    =virgilio.it =libero.it arianna.it arianna.com =tiscali.* exalead.* voila.fr lemoteur.fr lemoteur.orange.fr aliceadsl.fr
    =free.fr =sfr.fr toile.com hooseek.com mozbot.* =terra.* =sapo.pt clix.pt =uol.com.br =globo.com
    ilse.nl vinden.nl startpagina.nl walhello.* skynet.be =telenet.be
    =web.de =gmx.* =t-online.de =arcor.de =freenet.de fireball.de acoon.de abacho.* allesklar.* witch.de flix.de paperball.*
    apollo7.de suchnase.de qualigo.* search.ch dastelefonbuch.de dasoertliche.de gelbeseiten.de telefonbuch.de yasni.* yatedo.*
    123people.* austronaut.at euroseek.com forestle.* junglekey.* plazoo.com tixuma.de dmoz.org =icq.com technorati.com`,
  social: `
    facebook.* fb.com fb.me instagram.* threads.net threads.com twitter.com x.com t.co linkedin.* lnkd.in reddit.* redd.it
    pinterest.* pin.it tumblr.com snapchat.com tiktok.com musically.zhiliaoapp.com quora.com flickr.com medium.com
    discord.com discord.gg discordapp.com slack.com telegram.org telegram.me t.me whatsapp.com wa.me messenger.com
    teams.microsoft.com viber.com line.me bsky.app mastodon.* mstdn.* fosstodon.org hachyderm.io infosec.exchange
    weibo.* wechat.com weixin.qq.com qzone.qq.com t.cn douban.com renren.com zhihu.com xiaohongshu.com douyin.com
    mixi.jp ameblo.jp 5ch.net 2ch.net hatena.ne.jp note.com kakao.com cyworld.com nicovideo.jp
    vk.com vk.ru vkontakte.ru ok.ru odnoklassniki.ru my.mail.ru moikrug.ru livejournal.com dzen.ru
    xing.* gutefrage.net nebenan.de studivz.net meinvz.net schuelervz.net wer-kennt-wen.de stayfriends.* knuddels.de
    viadeo.com skyrock.com copainsdavant.com tuenti.com taringa.net hyves.nl nk.pl wykop.pl draugiem.lv
    news.ycombinator.com hn.algolia.com lobste.rs github.com stackoverflow.com stackexchange.com superuser.com serverfault.com
    producthunt.com slashdot.org digg.com stumbleupon.com delicious.com getpocket.com flipboard.com scoop.it diigo.com instapaper.com
    plus.google.com plus.url.google.com groups.yahoo.com orkut.* myspace.com bebo.com hi5.com friendster.com tagged.com netlog.com
    badoo.* classmates.com myyearbook.com meetme.com meetup.com plaxo.com ning.com foursquare.com yelp.* tripadvisor.*
    goodreads.com librarything.com last.fm lastfm.* soundcloud.com mixcloud.com deviantart.com behance.net dribbble.com 500px.com
    43things.com weheartit.com ravelry.com gaiaonline.com habbo.* friendsreunited.com flixster.com sonico.com
    wayn.com yammer.com fotolog.com cafemom.com care2.com geni.com mylife.com multiply.com xanga.com buzznet.com polyvore.com
    blogger.com blogspot.* wordpress.com typepad.com unblog.fr over-blog.com ello.co minds.com gab.com parler.com truthsocial.com
    nextdoor.* steamcommunity.com patreon.com couchsurfing.* academia.edu researchgate.net disqus.com hootsuite.com buffer.com
    l.wl.co jodel.com lemon8-app.com bereal.com clubhouse.com wer-weiss-was.de troet.cafe login.live.com fark.com metafilter.com wattpad.com letterboxd.com strava.com komoot.* signal.org
    imgur.com 9gag.com kwai.com likee.video xhslink.com zalo.me gettr.com plurk.com m.me blueskyweb.xyz
    joinmastodon.org line.naver.jp`,
  video: `
    youtube.* youtube-nocookie.com youtu.be youtube.android.google.com vimeo.com twitch.tv dailymotion.com netflix.com hulu.com
    disneyplus.com ted.com d.tube odysee.com rumble.com bitchute.com utreon.com veoh.com crackle.com wistia.* iqiyi.com iq.com
    youku.com bilibili.* rutube.ru curiositystream.com metacafe.com myvideo.de vevo.com kick.com joyn.de
    primevideo.com crunchyroll.com hbomax.com ardmediathek.de`,
  shopping: `
    amazon.* amzn.to amzn.eu ebay.* etsy.com aliexpress.* alibaba.com temu.com shein.* wish.com walmart.com target.com bestbuy.com
    shop.app shopify.com shopping.com shopping.net shopping.google.* shopping.yahoo.* shopping.naver.com simplycodes.com
    idealo.* billiger.de geizhals.* guenstiger.de preis.de preisvergleich.de preissuchmaschine.de check24.de medizinfuchs.de
    ladenzeile.* moebel.de stylight.* lyst.* mydealz.de dealabs.com hotukdeals.com pepper.* kelkoo.* ciao.* twenga.* shopzilla.*
    bizrate.* nextag.* pricegrabber.* pricespy.* prisjakt.* toppreise.ch comparis.ch ceneo.pl skroutz.gr heureka.* zbozi.cz
    otto.de kaufland.de zalando.* galaxus.* manomano.* wayfair.* vinted.* rebuy.* avocadostore.de hood.de shpock.com quoka.de
    ebay-kleinanzeigen.de moebel24.* preispiraten.de livingo.* kaufda.de marktguru.* allegro.* bol.com cdiscount.com mercadolibre.* mercadolivre.* rakuten.* flipkart.com
    jd.com taobao.com tmall.com coupang.com slickdeals.net kleinanzeigen.de willhaben.at ricardo.ch tutti.ch
    aboutyou.* preisjaeger.at preisroboter.de trovaprezzi.it arukereso.hu compari.ro leboncoin.fr shopee.* lazada.* mercari.com
    depop.com poshmark.com newegg.com tokopedia.com myntra.com trendyol.com hepsiburada.com emag.* fruugo.* zzkko.com`,
  email: `
    gmail.com gm.android.google.com mail.google.* inbox.google.* hotmail.* outlook.* =mail.com fastmail.* proton.me protonmail.*
    tutanota.* tuta.* posteo.* mailbox.org =zoho.com rediffmail.* seznam.email e.mail.ru aolapp.mobile.aol.com superhuman.com hey.com
    navigator.gmx.* navigator.web.de icloud.com thunderbird.net k9.fsck.com 3c.gmx.* 3c-bs.gmx.* 3c.web.de communicator.strato.* mailchi.mp`,
  ai: `
    chatgpt.com openai.com claude.ai claude.com anthropic.com gemini.google.com bard.google.com notebooklm.google.com aistudio.google.com
    copilot.microsoft.com copilot.com m365copilot.com m365.cloud.microsoft copilot.cloud.microsoft edgeservices.bing.com
    perplexity.ai perplexity.app pplx.ai grok.com x.ai meta.ai ai.meta.com mistral.ai deepseek.com duck.ai you.com poe.com phind.com
    iask.ai andisearch.com felo.ai genspark.ai character.ai pi.ai cohere.com huggingface.co jasper.ai writesonic.com chatplus.com
    chat-gpt.org lumo.proton.me qwen.ai chatglm.cn z.ai kimi.com moonshot.cn doubao.com yiyan.baidu.com ai.baidu.com chat.baidu.com
    yuanbao.tencent.com hunyuan.tencent.com manus.im openrouter.ai qwenlm.ai tongyi.* tongyi.aliyun.com kimi.ai ernie.baidu.com coze.* t3.chat
    blackbox.ai venice.ai komo.ai monica.im hix.ai liner.com getliner.com exa.ai elicit.com consensus.app inflection.ai
    bard.apps.android.google.com copilot.bing.com minimax.io hailuoai.com ima.qq.com deepai.org lmarena.ai sider.ai scira.ai`,
  paid: `
    doubleclick.net googlesyndication.com googleadservices.com syndicatedsearch.goog adservice.google.* 2mdn.net criteo.* taboola.com
    outbrain.com adnxs.com adsrvr.org adform.* adition.com adroll.com adspirit.de amazon-adsystem.com yabs.yandex.* an.yandex.*
    plista.com flashtalking.com servedbyopenx.com openx.net rubiconproject.com pubmatic.com casalemedia.com bidswitch.net sonobi.com
    smartadserver.com teads.tv revcontent.com mgid.com sociomantic.com rtbhouse.com zemanta.com ligatus.com popads.net
    propellerads.com media.net adfox.ru`,
  referral: `apps.facebook.com developers.facebook.com docs.github.com gist.github.com`,
};

// What tags call a site where they do not write its host. Names of four letters and more are taken from the hosts above.
export const namesByKind: Partial<Record<Kind, string>> = {
  search: 'google bing yahoo adwords ddg msn ask aol',
  social: 'fb ig insta meta tw x vk ok li tt hn hackernews',
  video: 'yt',
  shopping: 'googleshopping igshopping merchantcenter googlemerchantcenter',
  email: 'newsletter mailchimp klaviyo brevo sendinblue mailjet cleverreach rapidmail inxmail emarsys',
  ai: 'claude gemini copilot mistral',
  // Words that a tag may mean as such.
  referral: `info free note line target wish medium globo terra buffer kick exchange preis otto hood liner venice
    consensus monica elicit lilo stract clubhouse marginalia`,
};
