using System.Net.Sockets;
using System.Security.Authentication;

namespace NewsWatch.Outbound;

/// <summary>Says in words what the framework threw.</summary>
internal static class FetchFaults
{
    public static FetchException InWords(Exception error, string host, bool deadlinePassed)
    {
        var chain = Chain(error).ToList();
        if (chain.OfType<FetchException>().FirstOrDefault() is { } ours)
            return new FetchException(ours.Kind, ours.Message, error);

        if (deadlinePassed)
            return new FetchException(FetchFailure.Timeout, $"{host} did not finish its answer in time", error);

        // The framework gives up on its own only while a connection is being made: nothing has been sent then, and senders count on it.
        var gaveUp = chain.Exists(inner => inner is OperationCanceledException or TimeoutException);
        return (error as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => new(FetchFailure.Tls, Tls(error, host), error),
            HttpRequestError.ConfigurationLimitExceeded => new(FetchFailure.TooLarge, $"{host} sent headers larger than their cap", error),
            _ when gaveUp => new(FetchFailure.Connect, $"{host} could not be reached in time", error),
            HttpRequestError.ConnectionError => new(FetchFailure.Connect, $"{host} does not answer", error),
            HttpRequestError.NameResolutionError => new(FetchFailure.Dns, $"the name {host} is not known", error),
            HttpRequestError.ResponseEnded => new(FetchFailure.BadResponse, $"{host} closed the connection before it answered", error),
            _ when chain[^1] is SocketException => new(FetchFailure.BadResponse, $"the connection to {host} broke before it answered", error),
            _ when chain[^1] is AuthenticationException => new(FetchFailure.Tls, Tls(error, host), error),
            _ => new(FetchFailure.BadResponse, $"{host} answered with something that is not HTTP", error),
        };
    }

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
            yield return inner;
    }

    private static string Tls(Exception error, string host) =>
        error.GetBaseException() is SocketException or IOException
            ? $"{host} closed the connection while it was being secured"
            : $"{host} and this machine share no safe way to talk (TLS 1.2 or newer)";
}
