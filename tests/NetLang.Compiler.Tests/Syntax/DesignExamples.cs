namespace NetLang.Compiler.Tests.Syntax;

/// <summary>Programs that use the whole language.</summary>
internal static class DesignExamples
{
    public const string Fashion =
        """
        // fashion.net — a classifier for 28x28 grey images
        let block channels (x: 't[n, c, h, w]) =
            x
            |> conv2d channels 3 { padding = Same }
            |> batchNorm
            |> relu
            |> maxPool2d 2

        model Fashion (image: f32[N, 1, 28, 28]) : f32[N, 10] =
            image
            |> block 32
            |> block 64
            |> flatten
            |> dropout 0.2
            |> named "head" (dense 10)

        train Fashion =
            { data      = idx "train-images.gz" "train-labels.gz" |> scale (1.0 / 255.0)
              validate  = idx "t10k-images.gz" "t10k-labels.gz" |> scale (1.0 / 255.0)
              loss      = crossEntropy
              optimizer = adamW { weightDecay = 0.01 }
              schedule  = cosine { peak = 1e-3; warmup = 200 }
              metrics   = [accuracy]
              batch     = 64
              epochs    = 10
              seed      = 42 }
        """;

    public const string Layers =
        """
        /// Fully connected layer: y = x Wᵀ + b. `weight` is [units, n], as PyTorch lays it out.
        let dense units (x: 't[.., n]) : 't[.., units] =
            param weight : 't[units, n] = uniformFanIn n
            param bias   : 't[units]    = uniformFanIn n
            x @ transpose weight + bias

        let dropout rate (x: 't[..]) : 't[..] =
            if training then where (randomUniform (shape x) >= rate) (x / (1.0 - rate)) 0.0 else x

        /// Normalisation over the batch.
        ///
        /// In training, by the statistics of the batch.
        let batchNorm { momentum = 0.1; eps = 1e-5 } (x: 't[n, c, ..]) =
            param weight : 't[c] = ones
            param bias   : 't[c] = zeros
            state running_mean : 't[c] = zeros
            state running_var  : 't[c] = ones
            let batchMean = mean { axis = [0; 2; 3] } x
            running_mean <- (1.0 - momentum) * running_mean + momentum * batchMean
            (x - batchMean) / sqrt (running_var + eps) * weight + bias

        let crossEntropy (logits: 't[.., k]) (label: i32[..]) = mean (-(pick label (logSoftmax logits)))

        optimizer adam { beta1 = 0.9; beta2 = 0.999; eps = 1e-8 } (w, g, rate, step) =
            state m = zeros
            state v = zeros
            m <- beta1 * m + (1.0 - beta1) * g
            v <- beta2 * v + (1.0 - beta2) * g * g
            let mHat = m / (1.0 - beta1 ** step)
            let vHat = v / (1.0 - beta2 ** step)
            w <- w - rate * mHat / (sqrt vHat + eps)
        """;

    public const string Breadth =
        """
        import "blocks.net"

        let encoder depth x = repeat depth (transformerBlock 4 512) x

        let lstm hidden (x: 't[b, t, n]) : ('t[b, t, hidden], 't[b, hidden]) =
            let cell (h, c) xt =
                let gates = xt |> dense (4 * hidden)
                let i = sigmoid gates[.., 0 .. hidden - 1]
                let next = i * c
                ((next, c), next)
            let (last, _), ys = scan cell (zeros [b; hidden], zeros [b; hidden]) { axis = 1; reverse = false } x
            (ys, last)

        let attention heads (x: 't[b, t, d]) =
            require (d % heads = 0) "heads = {heads} must divide {d}"
            x

        let activation kind : 't[..] -> 't[..] =
            match kind with
            | "relu" -> relu
            | Some -> fun x -> x
            | _ ->
                let slope = -0.1
                leakyRelu slope

        let padding pad n =
            match pad, n with
            | Same, 0 -> 0
            | Valid, k when k > 1 && k < 7 -> k / 2
            | _ -> -1

        let grow width base =
            if width < 16 then base
            elif width < 64 then { base with width = width; name = "middle" }
            else { base with
                     width = 2 * width
                     name = "wide" }

        (* nested (* comments *) are fine *)
        let pick x = x[0, _, .., 1..2, ..3, 4..]

        let rest (x: 't[..a, 16 * H, _]) (y: bool) = compose x.shape.first (fun (a, b) _ -> a - b) >> relu
        """;
}
