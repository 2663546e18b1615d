using System.Text;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

/// <summary>Pages of invented outlets about invented people.</summary>
internal static class SamplePages
{
    public static readonly Uri Address = new("https://www.harbourpost.example/tech/council-camera-vote-18821?utm_source=feed");

    public static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An article with everything that surrounds one.</summary>
    public const string Article = """
        <!doctype html>
        <html lang="en-GB">
        <head>
          <title>Council votes to switch off cameras | The Harbour Post</title>
          <link rel="canonical" href="https://www.harbourpost.example/tech/council-camera-vote-18821">
          <link rel="alternate" type="application/rss+xml" href="/rss/tech.xml">
          <meta property="og:title" content="Council votes to switch off cameras">
          <meta property="og:site_name" content="The Harbour Post">
          <meta property="og:image" content="/img/lead.jpg">
          <script type="application/ld+json">
          {"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"The Harbour Post"},
            {"@type":"NewsArticle","headline":"Council votes to switch off cameras","datePublished":"2026-03-09T18:05:00+01:00",
             "dateModified":"2026-03-10T08:00:00+01:00","author":[{"@id":"#ines"}],"publisher":{"name":"The Harbour Post"}},
            {"@type":"Person","@id":"#ines","name":"Ines Dalmar"}]}
          </script>
        </head>
        <body>
          <nav><ul><li><a href="/">Home</a></li><li><a href="/tech">Technology</a></li><li><a href="/sport">Sport and everything around it</a></li></ul></nav>
          <div class="cookie-banner"><p>We use cookies to make our pages better for you and for our partners. You can change this whenever you want.</p></div>
          <main>
            <article class="story">
              <h1>Council votes to switch off cameras</h1>
              <p class="byline">By <a rel="author" href="/authors/ines">Ines Dalmar</a>, 9 March 2026</p>
              <div class="share-bar"><a href="https://social.example/share">Share</a></div>
              <figure><img src="/img/lead.jpg"><figcaption>The harbour at dawn. Photo: Rufus Okoro</figcaption></figure>
              <div class="article-body">
                <p>The city council of Velmouth voted on Monday to switch off all forty face-matching cameras along the harbour front, ending a trial that had run for two years.</p>
                <p>The decision follows <a href="https://www.quayobserver.example/cameras?utm_medium=x">a report in the Quay Observer</a>, which found that the system had flagged eleven people wrongly since January.</p>
                <div class="newsletter-box"><p>Sign up for our newsletter and get the best of the harbour delivered to your inbox every single morning.</p></div>
                <h2>What the council said</h2>
                <p>“We tried it, we measured it, and it did not work,” said councillor Mira Anand, who had asked for the trial in 2024.</p>
                <ul><li>The cameras stay on their poles until June.</li><li>Recordings are deleted within a week.</li></ul>
                <p><a href="/tech/older-story">Read more: how the trial began</a></p>
                <p>The maker of the system, Lantern Systems, did not answer questions. Its contract ends in April, and the council does not plan to renew it.</p>
              </div>
              <div class="related"><h3>Related</h3><ul><li><a href="/a">Another story about the harbour that has nothing to do with this</a></li><li><a href="/b">One more story</a></li></ul></div>
              <section id="comments"><p>I never liked these cameras anyway, and I said so from the very first day that they put them up on our street.</p></section>
            </article>
          </main>
          <footer><p>© 2026 The Harbour Post. All rights reserved. No part of this page may be copied without the permission of the publisher.</p></footer>
        </body></html>
        """;

    public static ParsedPage Read(string html, Uri? address = null) => PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", address ?? Address, Now);

    /// <summary>A page with these things in its head and an article of enough text in its body.</summary>
    public static string With(string head, string aboveText = "", string language = "en") => $"""
        <html lang="{language}"><head>{head}</head><body><article><h1>A quiet day at the lock</h1>{aboveText}
        <div class="article-body">
        <p>Nothing moved on the canal at Brindle Lock on the first day of the trial, and the keeper, who had expected boats, read the paper instead.</p>
        <p>The new gate opens by itself when a boat comes near. It did not open, because no boat came near, and so nobody knows yet whether it works.</p>
        <p>The trial goes on until the end of the month. After that the company that built the gate will say what it found, and the council will decide.</p>
        </div></article></body></html>
        """;
}
