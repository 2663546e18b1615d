using System.Net;
using System.Net.Sockets;

namespace NewsWatch.Outbound;

/// <summary>
/// Dials a host's addresses in the order that the system prefers. As in RFC 8305 the next is tried when one has failed or has kept us
/// waiting a moment, so that a broken IPv6 path does not cost the whole deadline.
/// </summary>
internal sealed class Race(Network network, TimeProvider clock)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    /// <exception cref="SocketException">None answered; the last one's reason.</exception>
    public async Task<Stream> First(IReadOnlyList<IPEndPoint> places, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new List<Task<Stream>>();
        try
        {
            for (var next = 0; ;)
            {
                if (next < places.Count)
                    running.Add(network.Dial(places[next++], over.Token));

                var pause = Task.Delay(next < places.Count ? Moment : Timeout.InfiniteTimeSpan, clock, over.Token);
                if (await Task.WhenAny([.. running, pause]) is not Task<Stream> finished)
                {
                    cancellation.ThrowIfCancellationRequested();
                    continue;
                }

                running.Remove(finished);
                try
                {
                    return await finished;
                }
                catch (SocketException) when (next < places.Count || running.Count > 0)
                {
                    // Another address may still answer.
                }
            }
        }
        finally
        {
            await over.CancelAsync();
            foreach (var loser in running)
                await HangUp(loser);
        }
    }

    private static async Task HangUp(Task<Stream> loser)
    {
        try
        {
            await (await loser).DisposeAsync();
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // It had not answered: nothing to hang up.
        }
    }
}
