namespace NewsWatch.Articles.Pages;

/// <summary>The words of <see cref="JunkLines"/>, in the languages of the world's press. Phrases are parted by bars and line breaks; case is no matter.</summary>
internal static class JunkPhrases
{
    /// <summary>The whole line, punctuation and counts aside.</summary>
    public const string Labels = """
        advert | advertisement | advertising | sponsored | sponsored content | promoted | ad | ads | comment | comments | topics | tags | share | shares | share this | share this article | share this story
        subscribe | sign up | newsletter | caption | close | open | menu | related | trending | loading | print | email | gallery | photo | photos | video | more | read more | continue reading | related news | related stories
        anzeige | werbung | kommentar | kommentare | teilen | themen | schlagworte | weiterlesen | artikel teilen | zur startseite | drucken | mehr
        publicité | partager | commentaire | commentaires | publicidad | compartir | comentarios | temas | etiquetas | publicidade | compartilhe | compartilhar | pubblicità | condividi | commenti
        advertentie | reclame | deel dit artikel | annons | annonse | annonce | reklama | udostępnij | komentarze | реклама | поделиться | комментарии | теги | поширити | reklam | iklan | hirdetés
        広告 | シェア | 关闭 | 广告 | 廣告 | 分享 | 광고 | 공유 | إعلان | إعلانات
        """;

    /// <summary>How a short line opens.</summary>
    public const string Openings = """
        read more | read also | read next | read now | read our | read the full | also read | see also | related: | related article | related articles | related stories | related story | related story: | related post | related posts
        related news | related content | related coverage | related topics | related links | related reading | related video | more on this | more from this | more about this | more: | don't miss | don’t miss
        recommended for you | recommended reading | recommended stories | recommended: | you may also like | you might also like | most read | most popular | trending now | trending:
        follow us | follow me | follow @ | follow the author | follow him on | follow her on | follow them on | find us on | like us on | like this story | like this article | share this | share it | share on
        join the conversation | join the discussion | leave a comment | leave a reply | tell us what you think | click here | tap here | watch the video | watch: | watch now | watch live | watch also | listen to this article
        image copyright | image caption | image credit | image source | image: | photo credit | photo by | photo courtesy | photo: | photos: | picture: | pictured: | story continues | article continues | scroll down | scroll to continue
        continue reading | this slideshow requires | please enable javascript | posted in | filed under | this entry was posted | tagged with | tagged: | tags: | topics: | categories: | category: | reading time | estimated reading time
        anzeige - | anzeige: | anzeige – | beitragsbild | letzte änderung | text size | font size | advertisement - | chat with us | copyright © | all rights reserved | © | download our app | get the app | suggested citation | get breaking news
        lesen sie auch | lesen sie mehr | lesen sie hier | lesen sie dazu | lesen sie das | mehr zum thema | mehr dazu | mehr lesen | auch interessant | das könnte sie | das könnte dich | das könnte ihnen | zum thema: | passend dazu
        lesetipp | jetzt abonnieren | jetzt lesen | jetzt anmelden | kommentar schreiben | kommentar verfassen | foto: | fotos: | bild: | bilder: | titelbild | bildquelle | bildnachweis | grafik: | lesedauer | lesezeit
        alle angaben ohne gewähr | empfehlungen aus der redaktion | empfehlungen der redaktion | weitere artikel | weitere infos | weitere informationen | weitere themen | weitere beiträge | weitere links | schlagwörter | folgen sie uns | folge uns
        lire aussi | à lire aussi | à lire également | lire également | lire la suite | sur le même sujet | sur le même thème | voir aussi | crédit photo | crédits photo | photo : | temps de lecture | suivez-nous | partagez
        te puede interesar | te podría interesar | le puede interesar | le podría interesar | lea también | lea además | lea más | lee también | leer más | lee más | vea también | mira también | más información | más noticias | síguenos | suscríbete | comparte | tiempo de lectura
        leia também | leia mais | veja também | veja mais | confira também | saiba mais | assista também | tempo de leitura | siga-nos | assine | leggi anche | leggi tutto | potrebbe interessarti | tempo di lettura | seguici | foto di
        lees ook | lees meer | lees verder | bekijk ook | volg ons | läs också | läs mer | läs även | les også | les mer | læs også | læs mere | lue myös | lue lisää | czytaj też | czytaj także | czytaj również | czytaj więcej | czytaj dalej
        zobacz też | zobacz także | zobacz również | przeczytaj także | przeczytaj też | fot. | čtěte také | přečtěte si | prečítajte si | pročitajte i | citește și | citeşte şi | olvassa el | διαβάστε επίσης | διαβάστε ακόμα | διαβάστε ακόμη
        ayrıca okuyun | ilginizi çekebilir | baca juga | xem thêm | đọc thêm | читайте также | читайте ещё | читайте еще | читайте по теме | читайте нас | читайте також | смотрите также | подписывайтесь | подпишитесь | фото: | источник фото
        дивіться також | підписуйтесь | スポンサードリンク | スポンサーリンク | タグ: | タグ： | カテゴリー | カテゴリ | この記事を | シェアする | 関連記事 | 関連リンク | あわせて読みたい | 続きを読む | 相关阅读 | 相关新闻 | 相关报道 | 延伸閱讀 | 更多新聞 | 责任编辑 | 責任編輯 | 관련기사 | 무단전재 | ⓒ | اقرأ أيضا | اقرأ أيضاً | اقرأ المزيد | بیشتر بخوانید | यह भी पढ़ें | ये भी पढ़ें
        """;

    /// <summary>The credit of a picture, anywhere in a line of its own.</summary>
    public const string Credits = """
        © | getty images | shutterstock | picture alliance | picture-alliance | unsplash.com | pixabay | istockphoto | (foto: | (photo: | (bild: | (fotos: | ap photo | associated press photo | photo by | (reuters/ | /afp) | /reuters | /dpa | imago/ | imago images
        courtesy of getty | crédit photo | file photo
        """;

    /// <summary>A call to sign up, pay or follow, anywhere in a short paragraph.</summary>
    public const string Calls = """
        sign up for | sign up here | sign up to | sign up today | sign up now | subscribe to | subscribe here | subscribe now | subscribe today | our newsletter | free newsletter | daily newsletter | weekly newsletter | delivered to your inbox
        delivered straight to your | delivered directly to your | delivered through your letterbox | to your inbox | support our work | become a member | become a subscriber | become a supporter | if you enjoyed reading | notifications. | follow us on
        full coverage of | full coverage at | get a share of the sale | earn a commission | affiliate commission | share it with a friend | bookmark the permalink
        newsletter abonnieren | newsletter anmelden | unseren newsletter | unserem newsletter | den newsletter | jetzt abonnieren | jetzt anmelden | inscrivez-vous | abonnez-vous | recevez notre | recevez nos | suscríbete | suscríbase | suscribite
        nuestro boletín | nuestro newsletter | nuestro canal de | inscreva-se | assine a | assine o | assine nossa | receba em seu | iscriviti | meld je aan | schrijf je in | prenumerera på | zapisz się | подписывайтесь на | подпишитесь на | подписаться на
        """;
}
