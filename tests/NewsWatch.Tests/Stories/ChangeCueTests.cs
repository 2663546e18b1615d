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
    public void Retractions_are_known_by_their_wordings(string sentence) => ChangeCues.IsRetraction(sentence).ShouldBeTrue();

    [Theory]
    [InlineData("The ministry withdrew its bill on Monday.")]
    [InlineData("Police removed the barriers from the quay.")]
    [InlineData("The report was published in full.")]
    [InlineData("Der Minister zog sich zurück und trat ab.")]
    [InlineData("Le ministre a retiré son projet de loi.")]
    [InlineData("El gobierno retiró la propuesta.")]
    [InlineData("港口公布了新的安全日志。")]
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
    public void Advertising_is_no_news(string sentence) => ChangeCues.IsAdvertising(sentence).ShouldBeTrue();
}
