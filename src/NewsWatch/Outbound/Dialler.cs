using System.Net;
using System.Net.Sockets;

namespace NewsWatch.Outbound;

/// <summary>
/// The gate. Looks a host up once, checks every address it was given, and dials only an address it has checked, so that a name
/// whose answer changes between two look-ups gains nothing. Every spelling of an address has become the address itself here.
/// </summary>
internal sealed class Dialler(OutboundOptions options, Network network, TimeProvider clock)
{
    private readonly Race _race = new(network, clock);

    public ValueTask<Stream> Dial(SocketsHttpConnectionContext context, CancellationToken cancellation) =>
        Dial(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation);

    public async ValueTask<Stream> Dial(string host, int port, CancellationToken cancellation)
    {
        if (FixedPlace(host) is { } place)
            return await DialFirst(host, [place], cancellation);

        var addresses = await LookUp(host, cancellation);
        var allowed = options.AllowsLocal(host, port)
            ? addresses
            : [.. addresses.Where(address => SpecialAddresses.Find(address) is null)];
        if (allowed.Length == 0)
            throw Refusal(host, port, SpecialAddresses.Find(addresses[0])!);

        return await DialFirst(host, [.. allowed.Select(address => new IPEndPoint(address, port))], cancellation);
    }

    /// <summary>Whether configuration names this host as local and allowed, or serves it from a fixed place.</summary>
    public bool IsLocalByConfiguration(Uri address) =>
        options.AllowsLocal(address) || FixedPlace(address.IdnHost) is not null;

    private async Task<IPAddress[]> LookUp(string host, CancellationToken cancellation)
    {
        if (WebAddress.Literal(host) is { } literal)
            return [literal];

        IPAddress[] addresses;
        try
        {
            addresses = await network.Resolve(host, cancellation);
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            throw new FetchException(FetchFailure.Dns, InWords(host, error), error);
        }

        return addresses.Length > 0
            ? addresses
            : throw new FetchException(FetchFailure.Dns, $"the name {host} has no address");
    }

    private async Task<Stream> DialFirst(string host, IReadOnlyList<IPEndPoint> places, CancellationToken cancellation)
    {
        try
        {
            return await _race.First(places, cancellation);
        }
        catch (SocketException error)
        {
            throw new FetchException(FetchFailure.Connect, $"{host} does not answer ({Reason(error)})", error);
        }
    }

    private IPEndPoint? FixedPlace(string host)
    {
        if (options.ConnectTo.Count == 0)
            return null;

        var name = host.TrimEnd('.').ToLowerInvariant();
        if (options.ConnectTo.TryGetValue(name, out var place))
            return place;

        for (var dot = name.IndexOf('.'); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            if (options.ConnectTo.TryGetValue("*" + name[dot..], out place))
                return place;
        }

        return null;
    }

    private static FetchException Refusal(string host, int port, SpecialRange range) =>
        new(FetchFailure.Refused,
            $"{host} is not on the public internet ({range.Use}, {range.Source}), so it is not fetched; "
            + $"if it is yours, add \"{host}:{port}\" to outbound.allowLocal");

    private static string InWords(string host, Exception error) =>
        error is SocketException { SocketErrorCode: SocketError.TryAgain or SocketError.NoRecovery }
            ? $"the name {host} could not be looked up: no name server answered"
            : $"the name {host} is not known";

    private static string Reason(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.TimedOut => "no answer in time",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no way there",
        _ => "connection failed",
    };
}
