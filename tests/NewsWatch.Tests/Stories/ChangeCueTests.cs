using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

public sealed class ChangeCueTests
{
    [Theory]
    [InlineData("Correction: the harbour has 96 cranes, not 90.")]
    [InlineData("An earlier version of this article gave the wrong number of cranes.")]
    [InlineData("This story was amended on 4 March to give the right number.")]
    [InlineData("The Lantern wrongly stated that the log covered 90 loads.")]
    [InlineData("For the record: there are 96 cranes.")]
    [InlineData("Korrektur: Der Hafen hat 96 Kräne.")]
    [InlineData("In einer früheren Fassung dieses Textes stand eine falsche Zahl.")]
    [InlineData("Anmerkung der Redaktion: Wir haben die Zahl der Kräne berichtigt.")]
    [InlineData("Dort wurde irrtümlich berichtet, es seien 90.")]
    [InlineData("Une version précédente de cet article donnait un chiffre faux.")]
    [InlineData("Rectificatif : le port compte 96 grues.")]
    [InlineData("Contrairement à ce que nous avons écrit, le port compte 96 grues.")]
    [InlineData("Cet article a été corrigé le 4 mars.")]
    [InlineData("Una versión anterior de este artículo daba otra cifra.")]
    [InlineData("Fe de erratas: el puerto tiene 96 grúas.")]
    [InlineData("Corrección: son 96 grúas.")]
    [InlineData("更正：港口共有九十六台起重机。")]
    [InlineData("本文早前版本所述数字有误。")]
    [InlineData("编者按：数字已更正。")]
    [InlineData("REFILE-CORRECTED-Harbour bought ninety cranes")]
    [InlineData("Harbour bought ninety cranes (corrected)")]
    [InlineData("Correction (4 March): the harbour has 96 cranes.")]
    [InlineData("Editor’s note (4 March): We have changed the name of the crane driver.")]
    [InlineData("We apologise to Ms Marsh for wrongly saying that she had been dismissed.")]
    [InlineData("Correctif : le port compte 96 grues.")]
    [InlineData("Rettifica: il porto ha 96 gru.")]
    [InlineData("Errata corrige: il porto ha 96 gru.")]
    [InlineData("Correção: o porto tem 96 guindastes.")]
    [InlineData("Rectificatie: de haven heeft 96 kranen.")]
    [InlineData("Sprostowanie: port ma 96 dźwigów.")]
    [InlineData("Исправление: в порту 96 кранов.")]
    [InlineData("【訂正】港のクレーンは96基でした。")]
    [InlineData("当初の記事に誤りがありました。")]
    [InlineData("[정정보도] 항구의 크레인은 96대입니다.")]
    [InlineData("تصحيح: في الميناء 96 رافعة.")]
    public void Corrections_are_known_by_their_wordings(string sentence)
    {
        ChangeCues.IsCorrection(sentence).ShouldBeTrue();
        ChangeCues.IsRetraction(sentence).ShouldBeFalse();
    }

    [Theory]
    [InlineData("The Lantern has retracted its report on the cranes.")]
    [InlineData("We withdraw this article and apologise to Brindle Optics.")]
    [InlineData("This story has been removed because its source was invented.")]
    [InlineData("We no longer stand by this report.")]
    [InlineData("Die Redaktion hat den Artikel zurückgezogen.")]
    [InlineData("Wir ziehen diesen Bericht mit Bedauern zurück.")]
    [InlineData("Der Beitrag wurde nach Prüfung gelöscht.")]
    [InlineData("Cet article a été retiré par la rédaction.")]
    [InlineData("La rédaction s'est rétractée, et la rétractation est publiée.")]
    [InlineData("El artículo ha sido retirado por la redacción.")]
    [InlineData("Hemos retirado esta información.")]
    [InlineData("本报撤回此前关于起重机的报道。")]
    [InlineData("该报道已被删除。")]
    [InlineData("RETRACTION: Harbour bought ninety cranes")]
    [InlineData("This story has been withdrawn.")]
    [InlineData("EDITORS: please kill the story on the harbour's cranes.")]
    [InlineData("A journal has retracted a study of the harbour's cranes.")]
    public void Retractions_are_known_by_their_wordings(string sentence) => ChangeCues.IsRetraction(sentence).ShouldBeTrue();

    [Theory]
    [InlineData("The ministry withdrew its bill on Monday.")]
    [InlineData("Police removed the barriers from the quay.")]
    [InlineData("The report was published in full.")]
    [InlineData("Der Minister zog sich zurück und trat ab.")]
    [InlineData("Le ministre a retiré son projet de loi.")]
    [InlineData("El gobierno retiró la propuesta.")]
    [InlineData("港口公布了新的安全日志。")]
    [InlineData("Charges against the crane driver have been withdrawn.")]
    [InlineData("The witness retracted his statement, and the landing gear retracted too.")]
    [InlineData("The report was removed from the agenda of the harbour board.")]
    [InlineData("A correction in tech stocks wiped out the harbour's fund.")]
    [InlineData("The company corrected its forecast; its annual report was corrected in April.")]
    [InlineData("An earlier version of the model failed in the harbour.")]
    [InlineData("Article 5 of the treaty was amended in March.")]
    [InlineData("Editor's note: This story has been updated with a comment from the harbour board.")]
    [InlineData("Der Minister hat die Prognose nach unten korrigiert.")]
    [InlineData("Sie nehmen ihre Klage gegen den Hafen zurück.")]
    [InlineData("Le témoin s'est rétracté ; l'article 7 de la loi a été retiré.")]
    [InlineData("El testigo se retracta de su declaración.")]
    [InlineData("该公司撤回上市申请。")]
    public void Other_news_is_neither(string sentence)
    {
        ChangeCues.IsCorrection(sentence).ShouldBeFalse();
        ChangeCues.IsRetraction(sentence).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Subscribe to our newsletter for more.")]
    [InlineData("Jetzt abonnieren und weiterlesen.")]
    [InlineData("Abonnez-vous pour lire la suite.")]
    [InlineData("Suscríbete a nuestro boletín.")]
    [InlineData("订阅我们的新闻。")]
    [InlineData("Get the best of our reporting in your inbox every morning.")]
    [InlineData("See also: Minister opens a promenade")]
    [InlineData("Support independent journalism: become a member today.")]
    [InlineData("If you value our work, please consider making a donation to keep it free.")]
    [InlineData("Updated 3 minutes ago")]
    [InlineData("Last updated on 22 November 2026 at 14:32 GMT")]
    [InlineData("This article has been updated with additional comments.")]
    public void What_stands_around_a_report_is_no_news(string sentence) => ChangeCues.IsFurniture(sentence).ShouldBeTrue();

    [Theory]
    [InlineData("State-sponsored hackers stole the plans of the harbour.")]
    [InlineData("The regulator fined the harbour over cookies and advertising.")]
    [InlineData("Published in March, the study counted ninety cranes.")]
    [InlineData("Those who subscribe to the service lose their data.")]
    public void News_about_advertising_is_news(string sentence) => ChangeCues.IsFurniture(sentence).ShouldBeFalse();
}
