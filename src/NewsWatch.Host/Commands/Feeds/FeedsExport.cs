using System.CommandLine;
using System.Text;
using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch feeds export</c>: the list as OPML 2.0, with everything that was imported with it.</summary>
internal static class FeedsExport
{
    public static Command Command()
    {
        var file = new Argument<string?>("file") { Description = "Where to write; without it, to the output.", Arity = ArgumentArity.ZeroOrOne };
        return FeedBook.Command("export", "Writes the feeds as an OPML list.", [file], async (book, parsed, cancellation) =>
        {
            var feeds = await book.Store.All(cancellation);
            var text = Opml.Write(OpmlDocument.Of("NewsWatch", feeds.Select(feed => new OpmlFeed(feed.Address, feed.Title, feed.Group) { Others = feed.Others })));
            if (parsed.GetValue(file) is not { } path)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(text);
                return 0;
            }

            try
            {
                await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ConfigurationException(path, null, $"cannot be written ({error.Message}); name another file", error);
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{feeds.Count} feeds written to {path}");
            return 0;
        });
    }
}
