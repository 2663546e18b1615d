namespace NewsWatch;

/// <summary>What a stage does with the facts that start it: loads what they name, decides, saves.</summary>
public interface IStageWork<TFact>
    where TFact : class, IFact
{
    /// <summary>
    /// Works on these facts together. What is closed already is passed over. Where it throws, what it gave before is saved, and the rest
    /// is as if it had not been called.
    /// </summary>
    /// <returns>The facts that were saved, to be announced as they come.</returns>
    IAsyncEnumerable<IReadOnlyList<IFact>> Work(IReadOnlyList<TFact> facts, CancellationToken cancellation);
}
